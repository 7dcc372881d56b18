import { type Assignment, isOpen, markDone } from '../../domain/assignment.ts'
import type { CampaignFact } from '../../domain/entry.ts'
import { type KnownNow, type NewPost, type RowToApply, takeRows } from '../../domain/imported-rows.ts'
import { matchPosts } from '../../domain/match.ts'
import type { Counts, Post } from '../../domain/post.ts'
import { type Countable, gainsOf, sumTallies, tallyOfPost } from '../../domain/tally.ts'
import type { Tx } from '../db/pool.ts'
import * as assignments from '../store/assignment.ts'
import * as channels from '../store/channel.ts'
import * as coverages from '../store/coverage.ts'
import * as engagement from '../store/engagement.ts'
import * as imports from '../store/import.ts'
import * as posts from '../store/post.ts'
import * as tallies from '../store/tally.ts'
import type { Scene } from './frame.ts'
import { countedFact, namesOf } from './posts.ts'

type Rows = { importId: string; rows: readonly RowToApply[] }

/** Rows of a file become counts and posts, at most entryBatch at a time, in as many statements for one as for all. */
export async function applyRows(tx: Tx, scene: Scene, given: Rows): Promise<CampaignFact[]> {
  const { campaign, at, by } = scene
  const { timeZone } = campaign
  const { rows, known } = await whatIsKnown(tx, scene, given)
  const taken = takeRows(rows, { known, by, at })
  const made = await addPosts(tx, scene, taken.added)
  const { matched, finished } = await fulfilled(tx, scene, made.posts)
  const reported = made.posts.map((post) => ({ ...post, assignmentId: matched.get(post)?.id ?? null }))
  const again = gainsOf(
    [...taken.counted].sort((a, b) => a.post.id - b.post.id),
    { at, timeZone },
  )
  const first = gainsOf(made.counted, { at, timeZone })
  const added = sumTallies(reported.map((post) => tallyOfPost(post, timeZone)))
  const gained = sumTallies([...again.tallies, ...first.tallies])
  const snapshot = { at, from: 'file', by } as const
  await Promise.all([
    posts.addKeys(tx, [...taken.names, ...made.names]),
    posts.matchEach(
      tx,
      reported.filter(({ assignmentId }) => assignmentId !== null),
    ),
    engagement.count(tx, again.counts, snapshot),
    engagement.keep(tx, first.counts, snapshot),
    tallies.add(tx, campaign.id, sumTallies([...added, ...gained])),
    assignments.saveMany(tx, finished),
  ])
  const counts = [...again.counts, ...first.counts]
  const facts: CampaignFact[] = []
  if (reported.length > 0) facts.push({ kind: 'posts.reported', body: { posts: reported, tallies: added } })
  if (counts.length > 0) facts.push(countedFact(counts, { from: 'file', gained }))
  if (finished.length > 0) facts.push({ kind: 'assignment.done', body: { assignments: finished } })
  return facts
}

/** What rows may meet. A row whose post was taken away since the file was read is one of a post nobody reported. */
async function whatIsKnown(
  tx: Tx,
  { campaign, ownerPath }: Scene,
  { importId, rows: asRead }: Rows,
): Promise<{ rows: RowToApply[]; known: KnownNow }> {
  const expected = asRead.flatMap((row) => (row.kind === 'counts' ? [row.postId] : []))
  const found = await byId(tx, campaign.id, expected)
  const isGone = (row: RowToApply) => row.kind === 'counts' && !found.has(row.postId)
  const gone = asRead.filter(isGone).map(({ row }) => row)
  const asNew = gone.length === 0 ? [] : await imports.asNew(tx, importId, gone)
  const rows = [...asRead.filter((row) => !isGone(row)), ...asNew]
  const fresh = rows.flatMap((row) => (row.kind === 'post' ? [row] : []))
  const keys = fresh.flatMap(({ filePost }) => [filePost.link, ...filePost.keys])
  const channelIds = [...new Set(fresh.flatMap(({ channelId }) => channelId ?? []))]
  const [named, places] =
    fresh.length === 0
      ? [[], []]
      : await Promise.all([posts.idsByKeys(tx, keys), channels.inUse(tx, ownerPath, channelIds)])
  const others = [...new Set(named.map(({ postId }) => postId))].filter((id) => !found.has(id))
  const known = {
    posts: new Map([...found, ...(await byId(tx, campaign.id, others))]),
    idByKey: new Map(named.map(({ key, postId }) => [key, postId])),
    channels: new Map(places.map((place) => [place.id, place])),
  }
  return { rows, known }
}

async function byId(tx: Tx, campaignId: number, ids: readonly number[]): Promise<Map<number, Countable>> {
  const found = ids.length === 0 ? [] : await posts.countable(tx, campaignId, ids)
  return new Map(found.map((post) => [post.id, post]))
}

/**
 * Inserts posts with their first counts in place. A post that another campaign reported in this very moment is left out,
 * as if it had done so before.
 */
async function addPosts(
  tx: Tx,
  { campaign, at }: Scene,
  added: readonly NewPost[],
): Promise<{
  /** As reported: not counted yet. */
  posts: Post[]
  counted: { post: Post; counts: Counts }[]
  names: { key: string; postId: number }[]
}> {
  const drafts = added.map(({ post, counts }) =>
    counts ? { ...post, ...counts, countedAt: at, countedFrom: 'file' as const } : post,
  )
  const made = await posts.insertMany(tx, campaign.id, drafts)
  const byLink = new Map(added.map((one) => [one.post.link, one]))
  const reported: Post[] = []
  const counted: { post: Post; counts: Counts }[] = []
  for (const { id, link } of made) {
    const one = byLink.get(link)
    if (!one) continue
    const post = { id, ...one.post }
    reported.push(post)
    if (one.counts) counted.push({ post, counts: one.counts })
  }
  const keysOf = new Map(added.map(({ post, keys }) => [post.link, keys]))
  return { posts: reported, counted, names: namesOf(made, keysOf) }
}

/** The assignments that posts nobody had reported fulfil, and those assignments marked done. */
async function fulfilled(
  tx: Tx,
  scene: Scene,
  reported: readonly Post[],
): Promise<{ matched: Map<Post, Assignment>; finished: Assignment[] }> {
  const nothing = { matched: new Map<Post, Assignment>(), finished: [] }
  if (reported.length === 0) return nothing
  const { campaign } = scene
  const unitIds = [...new Set(reported.map(({ unitId }) => unitId))]
  const open = (await assignments.ofUnits(tx, campaign.id, unitIds)).filter(({ state }) => isOpen(state))
  if (open.length === 0) return nothing
  const plan = new Map((await coverages.coveragesOf(tx, campaign.id)).map((one) => [one.id, one]))
  const matched = matchPosts(reported, { assignments: open, coverages: plan, campaign })
  const finished = [...matched.values()]
    .map((assignment) => markDone(assignment, scene))
    .sort((a, b) => a.id - b.id)
  return { matched, finished }
}
