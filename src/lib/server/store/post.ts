import type { ChannelKind } from '../../domain/channel.ts'
import type { Counts, CountSource, Post } from '../../domain/post.ts'
import type { Day, Instant } from '../../domain/time.ts'
import { postColumns } from '../../protocol/packed.ts'
import type { Sql, Tx } from '../db/pool.ts'
import { rowsAsText, valuesOf } from './packed.ts'

const columns = [
  'unitId',
  'channelId',
  'channelKind',
  'assignmentId',
  'link',
  'title',
  'contentType',
  'publishedAt',
  'reportedBy',
  'reportedAt',
  'reactions',
  'comments',
  'shares',
  'views',
  'countedAt',
  'countedFrom',
] as const

export type KnownPost = Post & { campaignId: number; keys: string[] }

/** Posts, of any campaign, that go by one of these keys (canonical links and platforms' own ids). */
export function byKeys(tx: Sql | Tx, keys: readonly string[]): Promise<KnownPost[]> {
  return tx<KnownPost[]>`
    select id, campaign_id, ${tx([...columns])},
      (select array_agg(key order by key) from post_key where post_id = post.id) as keys
    from post
    where id in (select post_id from post_key where key = any(${[...keys]}))
    order by id`
}

export function some(tx: Tx, campaignId: number, ids: readonly number[]): Promise<Post[]> {
  return tx<Post[]>`
    select id, ${tx([...columns])} from post
    where campaign_id = ${campaignId} and id = any(${[...ids]}) order by id`
}

/** The posts that show work done, in id order as a JSON text of rows (protocol/packed.ts); of some units' work, if given. */
export function packedEvidence(
  tx: Sql | Tx,
  campaignId: number,
  unitIds: readonly number[] | null = null,
): Promise<string> {
  const ofUnits = (ids: readonly number[]) => tx`
    and assignment_id in (
      select id from assignment where campaign_id = ${campaignId} and unit_id = any(${[...ids]}))`
  return rowsAsText(tx, {
    values: valuesOf(tx, postColumns, ['publishedAt', 'reportedAt', 'countedAt']),
    rows: tx`
      select id, ${tx([...columns])} from post where campaign_id = ${campaignId} and assignment_id is not null
        ${unitIds ? ofUnits(unitIds) : tx``} order by id`,
  })
}

export function ofAssignment(tx: Tx, assignmentId: number): Promise<Post[]> {
  return tx<Post[]>`
    select id, ${tx([...columns])} from post where assignment_id = ${assignmentId} order by id`
}

/** By the index on -id, see migration 0007. */
export function newest(tx: Sql | Tx, campaignId: number, limit: number): Promise<Post[]> {
  return tx<Post[]>`
    select id, ${tx([...columns])} from post
    where campaign_id = ${campaignId} order by -id limit ${limit}`
}

/**
 * Inserts posts, in link order so that two campaigns never wait for each other in a circle. Those whose link
 * another transaction took meanwhile are left out.
 */
export async function insertMany(
  tx: Tx,
  campaignId: number,
  drafts: readonly { post: Omit<Post, 'id'>; keys: readonly string[] }[],
): Promise<Post[]> {
  const sorted = [...drafts].sort((a, b) => (a.post.link < b.post.link ? -1 : 1))
  const rows = sorted.map(({ post }) => ({ campaignId, ...post }))
  const inserted = await tx<{ id: number; link: string }[]>`
    insert into post ${tx(rows, 'campaignId', ...columns)}
    on conflict (link) do nothing
    returning id, link`
  const idOf = new Map(inserted.map(({ id, link }) => [link, id]))
  const posts: Post[] = []
  const keys: { key: string; postId: number }[] = []
  for (const draft of sorted) {
    const id = idOf.get(draft.post.link)
    if (id === undefined) continue
    posts.push({ id, ...draft.post })
    for (const key of new Set([draft.post.link, ...draft.keys])) keys.push({ key, postId: id })
  }
  if (keys.length > 0) await tx`insert into post_key ${tx(keys)} on conflict (key) do nothing`
  return posts.sort((a, b) => a.id - b.id)
}

/** Gives a known post further names. */
export async function addKeys(tx: Tx, postId: number, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  const rows = keys.map((key) => ({ key, postId }))
  await tx`insert into post_key ${tx(rows)} on conflict (key) do nothing`
}

export async function match(tx: Tx, ids: readonly number[], assignmentId: number): Promise<void> {
  await tx`update post set assignment_id = ${assignmentId} where id = any(${[...ids]})`
}

export async function remove(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx`delete from post where id = any(${[...ids]})`
}

export type NewCount = Counts & { postId: number; day: Day }

/** Writes snapshots and makes them the posts' current counts. */
export async function count(
  tx: Tx,
  counts: readonly NewCount[],
  { at, from, by }: { at: Instant; from: CountSource; by: number | null },
): Promise<void> {
  if (counts.length === 0) return
  const rows = counts.map((one) => ({ ...one, at, countedFrom: from, byPerson: by }))
  const list = tx.json(rows)
  await Promise.all([
    tx`insert into engagement ${tx(rows)}`,
    tx`
      update post set reactions = c.reactions, comments = c.comments, shares = c.shares, views = c.views,
        counted_at = ${at}, counted_from = ${from}
      from jsonb_to_recordset(${list}) as c("postId" bigint, reactions bigint, comments bigint, shares bigint, views bigint)
      where post.id = c."postId"`,
  ])
}

/** All snapshots of posts, oldest first. */
export function snapshots(tx: Tx, ids: readonly number[]): Promise<NewCount[]> {
  return tx<NewCount[]>`
    select post_id, day, reactions, comments, shares, views from engagement
    where post_id = any(${[...ids]}) order by id`
}

export type KnownChannel = {
  id: number
  unitId: number
  kind: ChannelKind
  name: string
  address: string | null
}

/** Channels in use whose address is recognised by one of these keys, and the key. */
export function channelsByKey(
  tx: Sql | Tx,
  keys: readonly string[],
): Promise<(KnownChannel & { addressKey: string })[]> {
  return tx<(KnownChannel & { addressKey: string })[]>`
    select id, unit_id, kind, name, address, address_key from channel
    where address_key = any(${[...keys]}) and retired_at is null`
}
