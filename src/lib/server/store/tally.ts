import type { Tally } from '../../domain/post.ts'
import { named, type Row } from '../../protocol/packed.ts'
import type { Sql, Tx } from '../db/pool.ts'
import { rowsAsText, valuesOf } from './packed.ts'

/** Adds summed tallies (see sumTallies) to the campaign's. */
export async function add(tx: Tx, campaignId: number, tallies: readonly Tally[]): Promise<void> {
  if (tallies.length === 0) return
  const each = <Name extends keyof Tally>(name: Name) => tallies.map((tally) => tally[name])
  await tx`
    insert into tally
      (campaign_id, unit_id, channel_id, channel_kind, day, posts, reactions, comments, shares, views)
    select ${campaignId}, t.* from unnest(
      ${each('unitId')}::bigint[], ${each('channelId')}::bigint[], ${each('channelKind')}::text[],
      ${each('day')}::date[], ${each('posts')}::bigint[], ${each('reactions')}::bigint[],
      ${each('comments')}::bigint[], ${each('shares')}::bigint[], ${each('views')}::bigint[]) as t
    on conflict on constraint tally_once do update set
      posts = tally.posts + excluded.posts,
      reactions = tally.reactions + excluded.reactions,
      comments = tally.comments + excluded.comments,
      shares = tally.shares + excluded.shares,
      views = tally.views + excluded.views`
}

const columns = [
  'unitId',
  'channelId',
  'channelKind',
  'day',
  'posts',
  'reactions',
  'comments',
  'shares',
  'views',
] as const

/** At most units x channels x days of them, which is thousands: read as one text. */
export async function ofCampaign(tx: Sql | Tx, campaignId: number): Promise<Tally[]> {
  const text = await rowsAsText(tx, {
    values: valuesOf(tx, columns, []),
    rows: tx`
      select ${tx([...columns])} from tally where campaign_id = ${campaignId}
      order by unit_id, channel_id, channel_kind, day`,
  })
  return (JSON.parse(text) as Row[]).map((row) => named<Tally>(row, columns))
}
