import { type Board, tickerLength, tickerLine } from '../../domain/board.ts'
import { DomainError } from '../../domain/error.ts'
import { applyTallies, noFigures } from '../../domain/figures.ts'
import type { Actor } from '../../domain/person.ts'
import type { Directory, Snapshot } from '../../protocol/answers.ts'
import { packFigures, type PackedSnapshot, unpack } from '../../protocol/packed.ts'
import type { Sql, Tx } from '../db/pool.ts'
import { campaignStream, headOf } from '../journal/journal.ts'
import * as assignments from '../store/assignment.ts'
import * as campaigns from '../store/campaign.ts'
import * as coverages from '../store/coverage.ts'
import * as posts from '../store/post.ts'
import * as tallies from '../store/tally.ts'
import { directoryOf } from './directory.ts'
import { ownerPathFor } from './door.ts'

/** The board as the tables say, and the seq it stands at. Throws not_found. */
export async function boardSnapshot(sql: Sql, campaignId: number): Promise<Snapshot> {
  return unpack(await packedSnapshot(sql, campaignId))
}

/** The same as a text for `unpack`, on the server or in a browser: the text of a PackedSnapshot. */
function packedSnapshot(sql: Sql, campaignId: number): Promise<string> {
  return asOfOneSeq(sql, async (tx) => {
    const [plan, directives, work, evidence, evidencePosts, summary] = await Promise.all([
      planOf(tx, campaignId),
      campaigns.directivesOf(tx, campaignId),
      assignments.packed(tx, campaignId),
      assignments.evidenceOf(tx, campaignId),
      posts.packedEvidence(tx, campaignId),
      summaryOf(tx, campaignId),
    ])
    const { seq, ...planned } = plan
    return textOf(seq, {
      ...planned,
      directives: byId(directives),
      evidence: Object.fromEntries(evidence.map((one) => [one.id, one])),
      figures: packFigures(summary.figures),
      ticker: summary.ticker,
      assignments: work,
      posts: evidencePosts,
    })
  })
}

/** The work of some units only, with what it is about and what shows it done. Throws not_found. */
export async function workSnapshot(
  sql: Sql,
  campaignId: number,
  unitIds: readonly number[],
): Promise<Snapshot> {
  const text = await asOfOneSeq(sql, async (tx) => {
    const [plan, work, evidence, evidencePosts] = await Promise.all([
      planOf(tx, campaignId),
      assignments.packed(tx, campaignId, unitIds),
      assignments.evidenceOf(tx, campaignId, unitIds),
      posts.packedEvidence(tx, campaignId, unitIds),
    ])
    const { seq, ...planned } = plan
    return textOf(seq, {
      ...planned,
      directives: {},
      evidence: Object.fromEntries(evidence.map((one) => [one.id, one])),
      figures: packFigures(noFigures()),
      ticker: [],
      assignments: work,
      posts: evidencePosts,
    })
  })
  return unpack(text)
}

/** The board for somebody, as a text for `unpack`: not_found when they may not see the campaign. */
export async function boardFor(sql: Sql, actor: Actor | null, campaignId: number): Promise<string> {
  await ownerPathFor(sql, actor, campaignId)
  return packedSnapshot(sql, campaignId)
}

/** The board and the names behind its ids; not_found as above. */
export async function campaignFor(
  sql: Sql,
  actor: Actor | null,
  campaignId: number,
): Promise<{ packed: string; directory: Directory }> {
  const ownerPath = await ownerPathFor(sql, actor, campaignId)
  const [packed, directory] = await Promise.all([
    packedSnapshot(sql, campaignId),
    directoryOf(sql, ownerPath),
  ])
  return { packed, directory }
}

async function planOf(tx: Tx, campaignId: number) {
  const [found, seq, events, plan] = await Promise.all([
    campaigns.one(tx, campaignId),
    headOf(tx, campaignStream(campaignId)),
    coverages.eventsOf(tx, campaignId),
    coverages.coveragesOf(tx, campaignId),
  ])
  if (!found || seq === null) throw new DomainError('not_found')
  return { seq, campaign: found.campaign, events: byId(events), coverages: byId(plan) }
}

/** What a board says of all posts, evidence or not. */
export async function summaryOf(tx: Tx, campaignId: number): Promise<Pick<Board, 'figures' | 'ticker'>> {
  const [sums, newest] = await Promise.all([
    tallies.ofCampaign(tx, campaignId),
    posts.newest(tx, campaignId, tickerLength),
  ])
  return { figures: applyTallies(noFigures(), sums), ticker: newest.map(tickerLine) }
}

export function asOfOneSeq<Read>(sql: Sql, read: (tx: Tx) => Promise<Read>): Promise<Read> {
  return sql.begin('isolation level repeatable read read only', read) as Promise<Read>
}

type Parts = Omit<PackedSnapshot['board'], 'assignments' | 'posts'> & { assignments: string; posts: string }

/** The rows are texts already and stay so. */
function textOf(seq: number, { assignments, posts, ...rest }: Parts): string {
  const small = JSON.stringify(rest).slice(0, -1)
  return `{"seq":${seq},"board":${small},"assignments":${assignments},"posts":${posts}}}`
}

export function byId<Row extends { id: number }>(rows: readonly Row[]): Record<number, Row> {
  return Object.fromEntries(rows.map((row) => [row.id, row]))
}
