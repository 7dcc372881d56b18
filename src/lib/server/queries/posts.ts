import type postgres from 'postgres'
import { DomainError } from '../../domain/error.ts'
import { canonicalLink, matchKeys } from '../../domain/link.ts'
import type { Actor } from '../../domain/person.ts'
import { type Counts, noCounts, type Post } from '../../domain/post.ts'
import { searchable } from '../../domain/search.ts'
import type { Day } from '../../domain/time.ts'
import type { CountLine, PostsPage, PostView } from '../../protocol/answers.ts'
import type { PostOrder, PostsAsk } from '../../protocol/posts.ts'
import type { Sql, Tx } from '../db/pool.ts'
import { campaignStream, headOf } from '../journal/journal.ts'
import * as posts from '../store/post.ts'
import { timeZoneOf } from './campaigns.ts'
import { ownerPathFor } from './door.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

export const pageSize = 50

/** Of a post's history, how many of the latest counts a row of the list shows. */
const trendLength = 12

/** A page of a campaign's posts, how many match, and what they sum to, all as of one seq. Throws not_found. */
export async function postsFor(
  sql: Sql,
  actor: Actor | null,
  { campaignId, ask }: { campaignId: number; ask: PostsAsk },
): Promise<PostsPage> {
  const timeZone = await timeZoneOf(sql, actor, campaignId)
  return sql.begin('isolation level repeatable read read only', async (tx) => {
    const matching = matchingPosts(tx, { campaignId, ask, timeZone })
    const [seq, found, { total, ...sums }] = await Promise.all([
      headOf(tx, campaignStream(campaignId)),
      tx<Post[]>`
        select p.id, p.unit_id, p.channel_id, p.channel_kind, p.assignment_id, p.link, p.title, p.content_type,
          p.published_at, p.reported_by, p.reported_at, p.reactions, p.comments, p.shares, p.views,
          p.counted_at, p.counted_from
        ${matching}
        order by ${orderBy(tx, ask.order)} p.published_at desc, p.id desc
        limit ${pageSize} offset ${ask.page * pageSize}`,
      isTallied(ask) ? tallied(tx, campaignId, ask) : counted(tx, matching),
    ])
    const trends = await trendsOf(
      tx,
      found.map(({ id }) => id),
    )
    return { posts: found, trends, total, sums, pageSize, seq: seq ?? 0 }
  })
}

/** One post with how its counts came about, oldest first. Throws not_found. */
export async function postFor(
  sql: Sql,
  actor: Actor | null,
  { campaignId, postId }: { campaignId: number; postId: number },
): Promise<PostView> {
  await ownerPathFor(sql, actor, campaignId)
  return sql.begin('isolation level repeatable read read only', async (tx) => {
    const [post] = await posts.some(tx, campaignId, [postId])
    if (!post) throw new DomainError('not_found', { postId })
    return { post, counts: await countLines(tx, { campaignId, postId }) }
  })
}

/** How many posts, and what they sum to. */
type Sums = Counts & { total: number }

/** Whether tallies, kept with every change, say how many posts match: however many there are, they are not counted. */
function isTallied({ words, contentType, day, planned }: PostsAsk): boolean {
  return searchable(words).trim() === '' && contentType === null && day === null && planned === null
}

function tallied(tx: Tx, campaignId: number, { unitId, channelKind }: PostsAsk): Promise<Sums> {
  return sumsOf(tx`
    select coalesce(sum(posts), 0)::bigint as total, ${sumsIn(tx)} from tally
    where campaign_id = ${campaignId}
      ${unitId === null ? tx`` : tx`and unit_id = ${unitId}`}
      ${channelKind === null ? tx`` : tx`and channel_kind = ${channelKind}`}`)
}

function counted(tx: Tx, matching: Fragment): Promise<Sums> {
  return sumsOf(tx`select count(*) as total, ${sumsIn(tx)} ${matching}`)
}

function sumsIn(tx: Tx): Fragment {
  return tx`
    coalesce(sum(reactions), 0)::bigint as reactions, coalesce(sum(comments), 0)::bigint as comments,
    coalesce(sum(shares), 0)::bigint as shares, coalesce(sum(views), 0)::bigint as views`
}

async function sumsOf(query: Fragment): Promise<Sums> {
  const [sums] = await query
  return (sums as Sums | undefined) ?? { total: 0, ...noCounts }
}

/** The rule is isAskedFor in protocol/posts.ts; a post's link finds the post by all its names. */
function matchingPosts(
  tx: Tx,
  { campaignId, ask, timeZone }: { campaignId: number; ask: PostsAsk; timeZone: string },
) {
  const link = ask.words ? canonicalLink(ask.words) : null
  const keys = link && !('problem' in link) ? matchKeys(link) : null
  return tx`
    from post p ${keys || !searchable(ask.words).trim() ? tx`` : tx`join unit u on u.id = p.unit_id`}
    where p.campaign_id = ${campaignId}
      ${keys ? tx`and p.id in (select post_id from post_key where key = any(${keys}))` : withWords(tx, ask.words)}
      ${ask.unitId === null ? tx`` : tx`and p.unit_id = ${ask.unitId}`}
      ${ask.channelKind === null ? tx`` : tx`and p.channel_kind = ${ask.channelKind}`}
      ${ask.contentType === null ? tx`` : tx`and p.content_type = ${ask.contentType}`}
      ${ask.day === null ? tx`` : onDay(tx, ask.day, timeZone)}
      ${ask.planned === null ? tx`` : ask.planned ? tx`and p.assignment_id is not null` : tx`and p.assignment_id is null`}`
}

/** As a span of time, which the index has in order. */
function onDay(tx: Tx, day: Day, timeZone: string) {
  return tx`
    and p.published_at >= ${day}::date::timestamp at time zone ${timeZone}
    and p.published_at < (${day}::date + 1)::timestamp at time zone ${timeZone}`
}

function withWords(tx: Tx, words: string) {
  return searchable(words)
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 20)
    .map((word) => {
      const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`
      return tx`and (p.search like ${like} or u.search like ${like})`
    })
    .reduce((all, one) => tx`${all} ${one}`, tx``)
}

function orderBy(tx: Tx, order: PostOrder) {
  switch (order) {
    case 'newest':
      return tx``
    case 'interactions':
      return tx`p.reactions + p.comments + p.shares desc,`
    case 'reactions':
    case 'comments':
    case 'shares':
    case 'views':
      return tx`p.${tx(order)} desc,`
    default:
      return order satisfies never
  }
}

/** Interactions at the latest counts of posts, oldest first; a post nobody counted has none. */
async function trendsOf(tx: Tx, ids: readonly number[]): Promise<Record<number, number[]>> {
  if (ids.length === 0) return {}
  const rows = await tx<{ postId: number; trend: number[] }[]>`
    select p.id as post_id, array_agg(e.interactions order by e.id) as trend
    from unnest(${[...ids]}::bigint[]) as p (id) cross join lateral (
      select id, (reactions + comments + shares)::float8 as interactions from engagement
      where post_id = p.id order by id desc limit ${trendLength}) as e
    group by p.id`
  return Object.fromEntries(rows.map(({ postId, trend }) => [postId, trend]))
}

function countLines(
  tx: Sql | Tx,
  { campaignId, postId }: { campaignId: number; postId: number },
): Promise<CountLine[]> {
  return tx<CountLine[]>`
    select e.at, e.counted_from, e.by_person as by, e.reactions, e.comments, e.shares, e.views
    from engagement e join post p on p.id = e.post_id
    where p.campaign_id = ${campaignId} and e.post_id = ${postId} order by e.id`
}
