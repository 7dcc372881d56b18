import type { ChannelKind } from '../../domain/channel.ts'
import type { Post } from '../../domain/post.ts'
import type { Countable } from '../../domain/tally.ts'
import { named, postColumns, type Row } from '../../protocol/packed.ts'
import type { Sql, Tx } from '../db/pool.ts'
import { numbers } from './lists.ts'
import { rowsAsText, valuesOf } from './packed.ts'

/** What a post is but for its id. */
const [, ...columns] = postColumns

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

/** What new counts of posts are weighed against: fewer columns, read as one text, as there may be many. */
export async function countable(tx: Tx, campaignId: number, ids: readonly number[]): Promise<Countable[]> {
  const text = await rowsAsText(tx, {
    values: valuesOf(tx, countableColumns, ['publishedAt', 'countedAt']),
    rows: tx`
      select ${tx([...countableColumns])} from post
      where campaign_id = ${campaignId} and id = any(${numbers(ids)}::bigint[])`,
  })
  return (JSON.parse(text) as Row[]).map((row) => named<Countable>(row, countableColumns))
}

const countableColumns = [
  'id',
  'unitId',
  'channelId',
  'channelKind',
  'publishedAt',
  'reactions',
  'comments',
  'shares',
  'views',
  'countedAt',
] as const satisfies (keyof Countable)[]

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

/** Of these keys those that a post, of any campaign, goes by, and its id. */
export function idsByKeys(tx: Sql | Tx, keys: readonly string[]): Promise<{ key: string; postId: number }[]> {
  return tx<{ key: string; postId: number }[]>`
    select key, post_id from post_key where key = any(${[...keys]})`
}

/**
 * Inserts posts, in link order so that two campaigns never wait for each other in a circle. Those whose link
 * another transaction took meanwhile are left out.
 */
export async function insertMany(
  tx: Tx,
  campaignId: number,
  drafts: readonly Omit<Post, 'id'>[],
): Promise<Post[]> {
  if (drafts.length === 0) return []
  const sorted = [...drafts].sort((a, b) => (a.link < b.link ? -1 : 1))
  const each = <Name extends keyof Omit<Post, 'id'>>(name: Name) => sorted.map((draft) => draft[name])
  // Arrays, so that the statement is the same however many there are, and is planned once.
  const inserted = await tx<{ id: number; link: string }[]>`
    insert into post
      (campaign_id, unit_id, channel_id, channel_kind, assignment_id, link, title, content_type, published_at,
        reported_by, reported_at, reactions, comments, shares, views, counted_at, counted_from)
    select ${campaignId}, p.* from unnest(
      ${numbers(each('unitId'))}::bigint[], ${numbers(each('channelId'))}::bigint[], ${each('channelKind')}::text[],
      ${numbers(each('assignmentId'))}::bigint[], ${each('link')}::text[], ${each('title')}::text[],
      ${each('contentType')}::text[], ${each('publishedAt')}::timestamptz[], ${numbers(each('reportedBy'))}::bigint[],
      ${each('reportedAt')}::timestamptz[], ${numbers(each('reactions'))}::bigint[], ${numbers(each('comments'))}::bigint[],
      ${numbers(each('shares'))}::bigint[], ${numbers(each('views'))}::bigint[], ${each('countedAt')}::timestamptz[],
      ${each('countedFrom')}::text[]) as p
    on conflict (link) do nothing
    returning id, link`
  const idOf = new Map(inserted.map(({ id, link }) => [link, id]))
  return sorted
    .flatMap((draft) => {
      const id = idOf.get(draft.link)
      return id === undefined ? [] : [{ id, ...draft }]
    })
    .sort((a, b) => a.id - b.id)
}

/** Gives posts names, in the order of the names for the same reason. One that is taken stays who has it. */
export async function addKeys(tx: Tx, names: readonly { key: string; postId: number }[]): Promise<void> {
  if (names.length === 0) return
  const sorted = [...names].sort((a, b) => (a.key < b.key ? -1 : 1))
  await tx`
    insert into post_key (key, post_id)
    select * from unnest(${sorted.map(({ key }) => key)}::text[], ${numbers(sorted.map(({ postId }) => postId))}::bigint[])
    on conflict (key) do nothing`
}

/** Posts become the evidence of assignments, each of its own. */
export async function matchEach(tx: Tx, posts: readonly Pick<Post, 'id' | 'assignmentId'>[]): Promise<void> {
  if (posts.length === 0) return
  await tx`
    update post set assignment_id = m.assignment_id
    from unnest(${posts.map(({ id }) => id)}::bigint[], ${posts.map(({ assignmentId }) => assignmentId)}::bigint[])
      as m (id, assignment_id)
    where post.id = m.id`
}

export async function match(tx: Tx, ids: readonly number[], assignmentId: number): Promise<void> {
  await tx`update post set assignment_id = ${assignmentId} where id = any(${[...ids]})`
}

export async function remove(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx`delete from post where id = any(${[...ids]})`
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
