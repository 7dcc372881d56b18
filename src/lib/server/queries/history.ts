import type { Actor } from '../../domain/person.ts'
import type { HistoryLine } from '../../protocol/answers.ts'
import type { Sql } from '../db/pool.ts'
import { campaignStream } from '../journal/journal.ts'
import { ownerPathFor } from './door.ts'

/** What the journal tells of one assignment, oldest first. Throws not_found. */
export async function historyOf(
  sql: Sql,
  actor: Actor | null,
  { campaignId, assignmentId }: { campaignId: number; assignmentId: number },
): Promise<HistoryLine[]> {
  await ownerPathFor(sql, actor, campaignId)
  return sql<HistoryLine[]>`
    select e.seq, e.at, e.by_person as by, e.kind, a.reason
    from journal_entry e,
      jsonb_to_recordset(e.body -> 'assignments') as a(id bigint, reason text)
    where e.stream_id = ${campaignStream(campaignId)} and e.kind like 'assignment.%' and a.id = ${assignmentId}
    order by e.seq`
}
