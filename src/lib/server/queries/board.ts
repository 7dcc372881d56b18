import type { Board } from '../../domain/board.ts'
import { tickerLength, tickerLine } from '../../domain/board.ts'
import { applyTallies, noFigures } from '../../domain/figures.ts'
import { maySeeCampaign } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import { DomainError } from '../../domain/error.ts'
import type { Snapshot } from '../../protocol/answers.ts'
import type { Sql } from '../db/pool.ts'
import { campaignStream, headOf } from '../journal/journal.ts'
import * as assignments from '../store/assignment.ts'
import * as campaigns from '../store/campaign.ts'
import * as coverages from '../store/coverage.ts'
import * as posts from '../store/post.ts'
import * as tallies from '../store/tally.ts'

/** The board as the tables say, and the seq it stands at. Throws not_found. */
export async function boardSnapshot(sql: Sql, campaignId: number): Promise<Snapshot> {
  return sql.begin('isolation level repeatable read read only', async (tx) => {
    const [found, seq, directives, events, plan, work, evidence, evidencePosts, sums, newest] =
      await Promise.all([
        campaigns.one(tx, campaignId),
        headOf(tx, campaignStream(campaignId)),
        campaigns.directivesOf(tx, campaignId),
        coverages.eventsOf(tx, campaignId),
        coverages.coveragesOf(tx, campaignId),
        assignments.ofCampaign(tx, campaignId),
        assignments.evidenceOf(tx, campaignId),
        posts.evidenceOf(tx, campaignId),
        tallies.ofCampaign(tx, campaignId),
        posts.newest(tx, campaignId, tickerLength),
      ])
    if (!found || seq === null) throw new DomainError('not_found')
    const board: Board = {
      campaign: found.campaign,
      directives: byId(directives),
      events: byId(events),
      coverages: byId(plan),
      assignments: byId(work),
      evidence: Object.fromEntries(evidence.map((one) => [one.id, one])),
      posts: byId(evidencePosts),
      figures: applyTallies(noFigures(), sums),
      ticker: newest.map(tickerLine),
    }
    return { board, seq }
  })
}

/** The board for somebody: not_found when they may not see the campaign. */
export async function boardFor(sql: Sql, actor: Actor | null, campaignId: number): Promise<Snapshot> {
  const found = await campaigns.one(sql, campaignId)
  if (!found || !maySeeCampaign(actor, found.ownerPath)) throw new DomainError('not_found')
  return boardSnapshot(sql, campaignId)
}

function byId<Row extends { id: number }>(rows: readonly Row[]): Record<number, Row> {
  return Object.fromEntries(rows.map((row) => [row.id, row]))
}
