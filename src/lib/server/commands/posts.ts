import type { Assignment } from '../../domain/assignment.ts'
import { tickerLength, tickerLine } from '../../domain/board.ts'
import { checkOpen } from '../../domain/campaign.ts'
import type { ChannelKind } from '../../domain/channel.ts'
import type { Coverage } from '../../domain/coverage.ts'
import type { CampaignFact } from '../../domain/entry.ts'
import { DomainError } from '../../domain/error.ts'
import { canonicalLink, channelKeysOf, matchKeys } from '../../domain/link.ts'
import { mayCoordinate, mayWorkFor } from '../../domain/may.ts'
import { type Counts, type CountSource, noCounts, type Post, type Tally } from '../../domain/post.ts'
import { recogniseChannel } from '../../domain/recognise.ts'
import { gainsOf, negative, type NewCount, sumTallies, tallyOfGain, tallyOfPost } from '../../domain/tally.ts'
import type { CommandOf, Reply } from '../../protocol/commands.ts'
import type { Tx } from '../db/pool.ts'
import * as engagement from '../store/engagement.ts'
import * as posts from '../store/post.ts'
import * as tallies from '../store/tally.ts'
import * as units from '../store/unit.ts'
import { type Door, requireThat, runInCampaign, type Scene } from './frame.ts'

type Reported = CommandOf<'markDone'>['posts'][number]

/** A spontaneous post of a unit. Result: {postId}. */
export function report(door: Door, command: CommandOf<'reportPost'>): Promise<Reply> {
  return runInCampaign(door, command, async (tx, scene) => {
    checkOpen(scene.campaign)
    const path = (await units.pathsOf(tx, [command.unitId])).get(command.unitId)
    if (path === undefined) throw new DomainError('not_found', { unitId: command.unitId })
    requireThat(mayWorkFor(door.actor, path), 'staff')
    const { link, keys, channel } = await recognise(tx, command.link)
    await checkNew(tx, keys)
    const channelKind = channel?.kind ?? command.channelKind
    if (channelKind === null) throw new DomainError('link_not_recognised', { link: command.link })
    const post = draft(scene, command, {
      unitId: command.unitId,
      channelId: channel?.id ?? null,
      channelKind,
      link,
    })
    const made = await insertPosts(tx, scene, [{ post, keys }])
    return { facts: made.facts, result: { postId: made.posts[0]?.id ?? null } }
  })
}

/** Takes a post away: a wrong link. By who may work for its unit, while it is nobody's evidence. */
export function remove(door: Door, command: CommandOf<'removePost'>): Promise<Reply> {
  return runInCampaign(door, command, async (tx, scene) => {
    checkOpen(scene.campaign)
    const post = await onePost(tx, scene, command.postId)
    const coordinates = mayCoordinate(door.actor, scene.ownerPath)
    const own = post.reportedBy === scene.by && mayWorkFor(door.actor, await pathOf(tx, post.unitId))
    requireThat(coordinates || own, 'coordinator')
    if (post.assignmentId !== null)
      throw new DomainError('post_is_evidence', { assignmentId: post.assignmentId })
    return { facts: [await removePosts(tx, scene, [post])] }
  })
}

/** Counts typed in by hand. */
export function count(door: Door, command: CommandOf<'count'>): Promise<Reply> {
  return runInCampaign(door, command, async (tx, scene) => {
    checkOpen(scene.campaign)
    const post = await onePost(tx, scene, command.postId)
    requireThat(mayWorkFor(door.actor, await pathOf(tx, post.unitId)), 'staff')
    const { reactions, comments, shares, views } = command
    const facts = await countPosts(tx, scene, {
      counted: [{ post, counts: { reactions, comments, shares, views } }],
      from: 'typed',
    })
    return { facts }
  })
}

/**
 * The posts that show an assignment is done: new ones are reported, ones known in this campaign for the same
 * unit become its evidence. Throws post_already_reported with who and when for any other.
 */
export async function reportAsEvidence(
  tx: Tx,
  scene: Scene,
  given: { assignment: Assignment; coverage: Coverage; posts: readonly Reported[] },
): Promise<{ facts: CampaignFact[]; postIds: number[] }> {
  const { assignment, coverage } = given
  const fresh: { post: Omit<Post, 'id'>; keys: string[] }[] = []
  const matched: Post[] = []
  for (const reported of given.posts) {
    const { link, keys, channel } = await recognise(tx, reported.link)
    const known = (await posts.byKeys(tx, keys))[0]
    if (known) {
      const free = known.assignmentId === null || known.assignmentId === assignment.id
      if (known.campaignId !== scene.campaign.id || known.unitId !== assignment.unitId || !free) {
        throw alreadyReported(known)
      }
      const { campaignId: _, keys: __, ...post } = known
      if (known.assignmentId === null) matched.push({ ...post, assignmentId: assignment.id })
      continue
    }
    if (fresh.some(({ post }) => post.link === link)) continue
    const place = {
      unitId: assignment.unitId,
      channelId: channel?.id ?? null,
      channelKind: channel?.kind ?? coverage.channelKind,
      link,
    }
    const titled = {
      ...reported,
      title: reported.title || coverage.title,
      contentType: reported.contentType ?? coverage.contentType,
    }
    fresh.push({ post: { ...draft(scene, titled, place), assignmentId: assignment.id }, keys })
  }
  const facts: CampaignFact[] = []
  if (matched.length > 0) {
    await posts.match(
      tx,
      matched.map(({ id }) => id),
      assignment.id,
    )
    facts.push({ kind: 'posts.matched', body: { posts: matched } })
  }
  const made = await insertPosts(tx, scene, fresh)
  return {
    facts: [...facts, ...made.facts],
    postIds: [...matched, ...made.posts].map(({ id }) => id),
  }
}

/** Inserts posts with their tallies. At most entryBatch at a time. Throws post_already_reported. */
export async function insertPosts(
  tx: Tx,
  { campaign }: Scene,
  drafts: readonly { post: Omit<Post, 'id'>; keys: readonly string[] }[],
): Promise<{ posts: Post[]; facts: CampaignFact[] }> {
  if (drafts.length === 0) return { posts: [], facts: [] }
  const made = await posts.insertMany(
    tx,
    campaign.id,
    drafts.map(({ post }) => post),
  )
  if (made.length < drafts.length) {
    const lost = drafts.find(({ post }) => !made.some(({ link }) => link === post.link))
    await checkNew(tx, lost ? [lost.post.link, ...lost.keys] : [])
    throw new Error('a post was neither inserted nor known')
  }
  const added = sumTallies(made.map((post) => tallyOfPost(post, campaign.timeZone)))
  const keysOf = new Map(drafts.map(({ post, keys }) => [post.link, keys]))
  await Promise.all([posts.addKeys(tx, namesOf(made, keysOf)), tallies.add(tx, campaign.id, added)])
  return { posts: made, facts: [{ kind: 'posts.reported', body: { posts: made, tallies: added } }] }
}

/** All that posts go by: their links and the keys given for them. */
export function namesOf(made: readonly Post[], keysOf: ReadonlyMap<string, readonly string[]>) {
  return made.flatMap(({ id, link }) =>
    [...new Set([link, ...(keysOf.get(link) ?? [])])].map((key) => ({ key, postId: id })),
  )
}

/** Writes counts that differ from the posts' current ones, at most entryBatch at a time. */
export async function countPosts(
  tx: Tx,
  { campaign, at, by }: Scene,
  { counted, from }: { counted: readonly { post: Post; counts: Counts }[]; from: CountSource },
): Promise<CampaignFact[]> {
  const { counts, tallies: gained } = gainsOf(counted, { at, timeZone: campaign.timeZone })
  if (counts.length === 0) return []
  await Promise.all([engagement.count(tx, counts, { at, from, by }), tallies.add(tx, campaign.id, gained)])
  return [countedFact(counts, { from, gained })]
}

export function countedFact(
  counts: readonly NewCount[],
  { from, gained }: { from: CountSource; gained: Tally[] },
): CampaignFact {
  const taken = counts.map(({ day: _, ...count }) => count)
  return { kind: 'engagement.counted', body: { counts: taken, from, tallies: gained } }
}

/** Removes posts and everything they added to the figures. */
export async function removePosts(tx: Tx, { campaign }: Scene, gone: readonly Post[]): Promise<CampaignFact> {
  const ids = gone.map(({ id }) => id)
  const taken = gone.map((post) => tallyOfPost(post, campaign.timeZone))
  const before = new Map(gone.map((post) => [post.id, { ...post, ...noCounts }]))
  for (const { postId, day, ...counts } of await engagement.snapshots(tx, ids)) {
    const post = before.get(postId)
    if (!post) continue
    taken.push(tallyOfGain(post, counts, day))
    before.set(postId, { ...post, ...counts })
  }
  const sums = sumTallies(taken).map(negative)
  await posts.remove(tx, ids)
  await tallies.add(tx, campaign.id, sums)
  const ticker = (await posts.newest(tx, campaign.id, tickerLength)).map(tickerLine)
  return { kind: 'posts.removed', body: { postIds: ids, tallies: sums, ticker } }
}

type Recognised = { link: string; keys: string[]; channel: posts.KnownChannel | null }

/** The canonical link, all keys the post goes by, and the registered channel it is on. */
async function recognise(tx: Tx, text: string): Promise<Recognised> {
  const canonical = canonicalLink(text)
  if ('problem' in canonical)
    throw new DomainError('link_not_recognised', { link: text, problem: canonical.problem })
  const channels = await posts.channelsByKey(tx, channelKeysOf(canonical))
  const channel = recogniseChannel(canonical, channels)
  return { link: canonical.link, keys: matchKeys(canonical), channel }
}

async function checkNew(tx: Tx, keys: readonly string[]): Promise<void> {
  const [known] = await posts.byKeys(tx, keys)
  if (known) throw alreadyReported(known)
}

function alreadyReported({ id, unitId, reportedBy, reportedAt, link, assignmentId }: Post): DomainError {
  return new DomainError('post_already_reported', {
    postId: id,
    unitId,
    by: reportedBy,
    at: reportedAt,
    link,
    assignmentId,
  })
}

function draft(
  { at, by }: Scene,
  { title, contentType, publishedAt }: Omit<Reported, 'link'>,
  place: { unitId: number; channelId: number | null; channelKind: ChannelKind; link: string },
): Omit<Post, 'id'> {
  return {
    ...place,
    assignmentId: null,
    title: title || place.link,
    contentType: contentType ?? 'news',
    publishedAt: publishedAt ?? at,
    reportedBy: by,
    reportedAt: at,
    ...noCounts,
    countedAt: null,
    countedFrom: null,
  }
}

async function onePost(tx: Tx, { campaign }: Scene, id: number): Promise<Post> {
  const [post] = await posts.some(tx, campaign.id, [id])
  if (!post) throw new DomainError('not_found', { postId: id })
  return post
}

async function pathOf(tx: Tx, unitId: number): Promise<string> {
  return (await units.pathsOf(tx, [unitId])).get(unitId) ?? ''
}
