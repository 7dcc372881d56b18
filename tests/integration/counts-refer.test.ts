import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sql, Tx } from '#lib/server/db/pool.ts'
import { cast, type Cast, openCampaign } from '../support/cast.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

let database: FreshDatabase
let sql: Sql
let who: Cast
let campaignId: number

beforeAll(async () => {
  database = await freshDatabase()
  sql = database.sql
  who = await cast(sql)
  campaignId = (await openCampaign(sql, who)).campaignId
})
afterAll(() => database.drop())

let links = 0

async function newPost(): Promise<number> {
  const [post] = await sql<{ id: number }[]>`
    insert into post (campaign_id, unit_id, channel_kind, link, title, content_type, published_at, reported_at)
    values (${campaignId}, ${who.muongTe.id}, 'press', ${`https://bao.vn/${(links += 1)}`}, 'Tin', 'news', now(), now())
    returning id`
  return post?.id ?? 0
}

function count(tx: Sql | Tx, postIds: readonly number[], by: number | null = null) {
  return tx`
    insert into engagement (post_id, at, day, reactions, comments, shares, views, counted_from, by_person)
    select id, now(), '2026-05-01', 1, 0, 0, 0, 'typed', ${by} from unnest(${[...postIds]}::bigint[]) as p (id)`
}

async function countsOf(postId: number): Promise<number> {
  return (await sql`select from engagement where post_id = ${postId}`).count
}

/** A transaction that has done its work and ends when it is told to. */
async function open(work: (tx: Tx) => Promise<unknown>): Promise<{ commit: () => Promise<void> }> {
  const told = Promise.withResolvers<null>()
  const begun = Promise.withResolvers<null>()
  const ended = sql.begin(async (tx) => {
    await work(tx)
    begun.resolve(null)
    await told.promise
  })
  await Promise.race([begun.promise, ended])
  return {
    commit: async () => {
      told.resolve(null)
      await ended
    },
  }
}

async function somebodyWaits(): Promise<void> {
  await expect
    .poll(() => sql`select from pg_locks where not granted`.then(({ count }) => count), { timeout: 10_000 })
    .toBe(1)
}

test('one count of a post that is not there refuses all that come with it', async () => {
  const postId = await newPost()
  await expect(count(sql, [postId, 999_999_999])).rejects.toThrow(
    'counts of a post that is not there: 999999999',
  )
  await count(sql, [postId])
  await expect(sql`update engagement set post_id = 999999999 where post_id = ${postId}`).rejects.toThrow(
    'not there',
  )
  expect(await countsOf(postId)).toBe(1)
})

test('a count by nobody known is refused, and who counted stays', async () => {
  const postId = await newPost()
  await expect(count(sql, [postId], 999_999_999)).rejects.toThrow('counts by a person who is not there')
  const [counter] = await sql<
    { id: number }[]
  >`insert into person (login, name) values ('dem', 'Đếm') returning id`
  await count(sql, [postId, postId], counter?.id)
  await expect(sql`delete from person where login = 'dem'`).rejects.toThrow('a person who counted stays')
  await sql`delete from engagement where post_id = ${postId}`
  await sql`delete from person where login = 'dem'`
})

test('a post takes its counts along', async () => {
  const [gone, stays] = [await newPost(), await newPost()]
  await count(sql, [gone, stays, gone])
  await sql`delete from post where id = ${gone}`
  expect([await countsOf(gone), await countsOf(stays)]).toEqual([0, 1])
})

test('a post takes along the counts that others are just adding', async () => {
  const postId = await newPost()
  const counting = await open((tx) => count(tx, [postId]))
  const removing = sql`delete from post where id = ${postId}`.execute()
  await somebodyWaits()
  await counting.commit()
  expect((await removing).count).toBe(1)
  expect(await countsOf(postId)).toBe(0)
})

test('a count of a post that is just being removed waits and is refused', async () => {
  const postId = await newPost()
  const removing = await open((tx) => tx`delete from post where id = ${postId}`)
  const counting = expect(count(sql, [postId])).rejects.toThrow('not there')
  await somebodyWaits()
  await removing.commit()
  await counting
  expect(await countsOf(postId)).toBe(0)
})

test('a transaction that cannot see all counts removes no post', async () => {
  const postId = await newPost()
  const removing = sql.begin(
    'isolation level repeatable read',
    (tx) => tx`delete from post where id = ${postId}`,
  )
  await expect(removing).rejects.toThrow('read committed')
})
