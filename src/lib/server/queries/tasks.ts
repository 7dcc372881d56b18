import { noFigures } from '../../domain/figures.ts'
import type { Actor } from '../../domain/person.ts'
import type { OfficerCampaign } from '../../protocol/answers.ts'
import type { Sql } from '../db/pool.ts'
import { boardSnapshot } from './board.ts'
import { directoryOf } from './directory.ts'

/** An officer works in one or two campaigns at a time; more are found on their own pages. */
const mostCampaigns = 8

/** The open campaigns in which somebody's units may be given work: those with work to do first, then the newest. */
export async function officerCampaigns(sql: Sql, actor: Actor | null): Promise<OfficerCampaign[]> {
  const own = (actor?.grants ?? []).filter(({ role }) => role === 'staff')
  if (own.length === 0) return []
  const unitIds = new Set(own.map(({ unitId }) => unitId))
  const campaigns = await sql<{ id: number; ownerPath: string }[]>`
    select c.id, u.path as owner_path
    from campaign c join unit u on u.id = c.unit_id
    where u.path @> any(${own.map(({ unitPath }) => unitPath)}::ltree[])
      and c.opened_at is not null and c.closed_at is null
    order by exists (
        select 1 from assignment a
        where a.campaign_id = c.id and a.unit_id = any(${[...unitIds]})
          and a.state in ('assigned', 'accepted', 'returned')) desc,
      c.starts_on desc, c.id desc
    limit ${mostCampaigns}`
  return Promise.all(
    campaigns.map(async ({ id, ownerPath }) => {
      const [snapshot, directory] = await Promise.all([boardSnapshot(sql, id), directoryOf(sql, ownerPath)])
      return forOfficer({ snapshot, directory }, unitIds)
    }),
  )
}

/**
 * Leaves out what is not theirs, for weak signal: others' work and evidence, the figures, and the names of the
 * province's many grassroots unions. Entries that come later are folded into it as into the whole board.
 */
function forOfficer(
  { snapshot: { board, seq }, directory }: OfficerCampaign,
  unitIds: ReadonlySet<number>,
): OfficerCampaign {
  const assignments = pick(board.assignments, ({ unitId }) => unitIds.has(unitId))
  const isTheirs = (assignmentId: number | null) => assignmentId !== null && assignmentId in assignments
  return {
    snapshot: {
      seq,
      board: {
        ...board,
        assignments,
        posts: pick(board.posts, ({ assignmentId }) => isTheirs(assignmentId)),
        evidence: pick(board.evidence, ({ assignmentId }) => isTheirs(assignmentId)),
        directives: {},
        figures: noFigures(),
        ticker: [],
      },
    },
    directory: {
      units: directory.units.filter(({ id, kind }) => unitIds.has(id) || kind !== 'grassroots_union'),
      channels: directory.channels.filter(({ unitId }) => unitIds.has(unitId)),
      people: directory.people,
    },
  }
}

function pick<Row>(rows: Record<string, Row>, isWanted: (row: Row) => boolean): Record<string, Row> {
  return Object.fromEntries(Object.entries(rows).filter(([, row]) => isWanted(row)))
}
