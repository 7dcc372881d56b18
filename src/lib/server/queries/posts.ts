import type { ChannelKind } from '../../domain/channel.ts'
import { DomainError } from '../../domain/error.ts'
import { maySeeCampaign } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import type { Counts, Post } from '../../domain/post.ts'
import { searchable } from '../../domain/search.ts'
import type { Day } from '../../domain/time.ts'
import type { CountLine, PostsPage } from '../../protocol/answers.ts'
import type { Sql } from '../db/pool.ts'
import * as campaigns from '../store/campaign.ts'

export const postOrders = ['newest', 'reactions', 'interactions', 'views'] as const
export type PostOrder = (typeof postOrders)[number]

export type PostsAsk = {
  /** Words of the title, link or unit; diacritics do not matter. */
  words: string
  unitId: number | null
  channelKind: ChannelKind | null
  /** 'YYYY-MM-DD' of publishing. */
  day: Day | null
  /** Evidence of an assignment, or spontaneous. */
  planned: boolean | null
  order: PostOrder
  page: number
}

export const pageSize = 50

/** A page of a campaign's posts, how many match, and what they sum to. Throws not_found. */
export async function postsFor(
  sql: Sql,
  actor: Actor | null,
  { campaignId, ask }: { campaignId: number; ask: PostsAsk },
): Promise<PostsPage> {
  const found = await campaigns.one(sql, campaignId)
  if (!found || !maySeeCampaign(actor, found.ownerPath)) throw new DomainError('not_found')
  const { timeZone } = found.campaign
  const like = `%${searchable(ask.words).replace(/[\\%_]/g, '\\$&')}%`
  const matching = sql`
    from post p join unit u on u.id = p.unit_id
    where p.campaign_id = ${campaignId}
      ${ask.words ? sql`and (p.search like ${like} or u.search like ${like})` : sql``}
      ${ask.unitId === null ? sql`` : sql`and p.unit_id = ${ask.unitId}`}
      ${ask.channelKind === null ? sql`` : sql`and p.channel_kind = ${ask.channelKind}`}
      ${ask.day === null ? sql`` : sql`and (p.published_at at time zone ${timeZone})::date = ${ask.day}`}
      ${ask.planned === null ? sql`` : ask.planned ? sql`and p.assignment_id is not null` : sql`and p.assignment_id is null`}`
  const [posts, [sums]] = await Promise.all([
    sql<Post[]>`
      select p.id, p.unit_id, p.channel_id, p.channel_kind, p.assignment_id, p.link, p.title, p.content_type,
        p.published_at, p.reported_by, p.reported_at, p.reactions, p.comments, p.shares, p.views,
        p.counted_at, p.counted_from
      ${matching}
      order by ${orderBy(sql, ask.order)} p.published_at desc, p.id desc
      limit ${pageSize} offset ${ask.page * pageSize}`,
    sql<(Counts & { total: number })[]>`
      select count(*) as total, coalesce(sum(p.reactions), 0)::bigint as reactions,
        coalesce(sum(p.comments), 0)::bigint as comments, coalesce(sum(p.shares), 0)::bigint as shares,
        coalesce(sum(p.views), 0)::bigint as views
      ${matching}`,
  ])
  const { total = 0, ...counts } = sums ?? { reactions: 0, comments: 0, shares: 0, views: 0 }
  return { posts, total, sums: counts, pageSize }
}

function orderBy(sql: Sql, order: PostOrder) {
  switch (order) {
    case 'newest':
      return sql``
    case 'reactions':
      return sql`p.reactions desc,`
    case 'interactions':
      return sql`p.reactions + p.comments + p.shares desc,`
    case 'views':
      return sql`p.views desc,`
    default:
      return order satisfies never
  }
}

/** How a post's counts came about, oldest first. Throws not_found. */
export async function countsOf(
  sql: Sql,
  actor: Actor | null,
  { campaignId, postId }: { campaignId: number; postId: number },
): Promise<CountLine[]> {
  const found = await campaigns.one(sql, campaignId)
  if (!found || !maySeeCampaign(actor, found.ownerPath)) throw new DomainError('not_found')
  return sql<CountLine[]>`
    select e.at, e.counted_from, e.by_person as by, e.reactions, e.comments, e.shares, e.views
    from engagement e join post p on p.id = e.post_id
    where p.campaign_id = ${campaignId} and e.post_id = ${postId} order by e.id`
}
