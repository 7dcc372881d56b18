import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#lib/domain/person.ts'
import { everyPost, type PostsAsk } from '#lib/protocol/posts.ts'
import { connect, type Sql } from '#lib/server/db/pool.ts'
import { campaignFor } from '#lib/server/queries/board.ts'
import { campaignsFor } from '#lib/server/queries/campaigns.ts'
import { historyOf } from '#lib/server/queries/history.ts'
import { postFor, postsFor } from '#lib/server/queries/posts.ts'
import { officerCampaigns } from '#lib/server/queries/tasks.ts'
import { wallFor } from '#lib/server/queries/wall.ts'
import { addPosts, addWork, campaignUnderWay, settle, unions } from '../support/big-campaign.ts'
import { cast, type Cast } from '../support/cast.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

const spontaneous = 20_000
const evidence = 50

let database: FreshDatabase
/** One connection: what it read is known as soon as it says so. */
let sql: Sql
let who: Cast
let officer: Actor
let unionIds: number[]
let campaignId: number

beforeAll(async () => {
  database = await freshDatabase()
  sql = connect(database.url, { max: 1 })
  who = await cast(sql)
  const made = await unions(sql, who, 20)
  unionIds = made.ids
  officer = made.staff
  campaignId = await campaignUnderWay(sql, who)
  await addWork(sql, { campaignId, unionIds, count: 2 * evidence })
  // The last union publishes only what it is asked for.
  await addPosts(sql, { campaignId, unionIds: unionIds.slice(0, -1), count: spontaneous })
  // Another campaign, over by now, with newer posts and much evidence.
  const next = await campaignUnderWay(sql, who)
  await addPosts(sql, { campaignId: next, unionIds, count: spontaneous })
  await addWork(sql, { campaignId: next, unionIds, count: 4_000 })
  await sql`update campaign set closed_at = now() where id = ${next}`
  await settle(sql)
})
afterAll(async () => {
  await sql.end()
  await database.drop()
})

const list = (ask: Partial<PostsAsk>) => () =>
  postsFor(sql, who.leader, { campaignId, ask: { ...everyPost, ...ask } })

const screens: [string, () => Promise<unknown>][] = [
  ['the board', () => campaignFor(sql, who.leader, campaignId)],
  ['the wall', () => wallFor(sql, who.leader, { campaignId, now: Date.now() })],
  ["an officer's tasks", () => officerCampaigns(sql, officer)],
  ['the list of campaigns', () => campaignsFor(sql, who.leader)],
  ['the newest posts', list({})],
  ['the third page of posts', list({ page: 2 })],
  ['the posts of a unit that has few', () => list({ unitId: unionIds.at(-1) ?? 0 })()],
  ['posts on a kind of channel', list({ channelKind: 'fanpage' })],
  ['posts that are evidence', list({ planned: true })],
  ['a post', async () => postFor(sql, who.leader, { campaignId, postId: await somePost() })],
  ["an assignment's history", () => historyOf(sql, who.leader, { campaignId, assignmentId: 1 })],
]

test.each(screens)('%s reads a page of posts at most, not what a campaign published', async (_, open) => {
  const before = await postsRead()
  await open()
  // The evidence, three pages and the newest; a scan of the campaign would read twenty thousand.
  expect((await postsRead()) - before).toBeLessThan(1_000)
})

test('what tallies say of a list is what counting its posts says', async () => {
  const unitId = unionIds[3] ?? 0
  const { total, sums } = await postsFor(sql, who.leader, { campaignId, ask: { ...everyPost, unitId } })
  const [counted] = await sql`
    select count(*) as total, sum(reactions)::bigint as reactions, sum(comments)::bigint as comments,
      sum(shares)::bigint as shares, sum(views)::bigint as views
    from post where campaign_id = ${campaignId} and unit_id = ${unitId}`
  expect({ total, ...sums }).toEqual(counted)
  expect(total).toBeGreaterThan(spontaneous / 40)
})

/** Rows of posts and of their counts and names read so far, by whatever kind of scan. */
async function postsRead(): Promise<number> {
  // Else it is reported once a second.
  await sql`select pg_stat_force_next_flush()`
  const [row] = await sql<{ read: number }[]>`
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint as read from pg_stat_user_tables
    where relname in ('post', 'engagement', 'post_key')`
  return row?.read ?? 0
}

async function somePost(): Promise<number> {
  const [row] = await sql<{ id: number }[]>`select id from post where campaign_id = ${campaignId} limit 1`
  return row?.id ?? 0
}
