import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashPassword } from '#lib/server/auth/password.ts'
import { signIn } from '#lib/server/auth/sign-in.ts'
import { startSession } from '#lib/server/auth/sessions.ts'
import { throttleOn } from '#lib/server/auth/throttle.ts'
import { connect, type Sql } from '#lib/server/db/pool.ts'
import { scheduled } from '#lib/server/jobs/tasks.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

let database: FreshDatabase
let otherNode: Sql

beforeAll(async () => {
  database = await freshDatabase()
  otherNode = connect(database.url, { max: 2 })
})
afterAll(async () => {
  await otherNode.end()
  await database.drop()
})

test('five wrong passwords from one address close the door there, on every node, and say until when', async () => {
  const login = await person('mai')
  const from = { login, address: '10.0.0.1', userAgent: null }
  const before = Date.now()
  for (let tries = 0; tries < 5; tries += 1) {
    const node = tries % 2 === 0 ? database.sql : otherNode
    await expect(signIn(node, { ...from, password: 'wrong' })).rejects.toMatchObject({ code: 'wrong_login' })
  }
  const refused = await signIn(otherNode, { ...from, password: right }).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 'too_many_tries' })
  const { until } = (refused as { data: { until: number } }).data
  expect(until - before).toBeGreaterThan(14 * 60_000)
  expect(until - before).toBeLessThan(16 * 60_000)
})

test('the right person gets in from another address meanwhile', async () => {
  const cookie = await signIn(database.sql, {
    login: 'mai',
    password: right,
    address: '10.0.0.2',
    userAgent: null,
  })
  expect(cookie.value).not.toBe('')
})

test('tries sent all at once are counted one by one', async () => {
  const throttle = throttleOn(database.sql)
  const tries = await Promise.allSettled(
    Array.from({ length: 20 }, () => throttle.count({ login: 'at once', address: '10.0.0.3' })),
  )
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
})

test('guessing from many addresses closes a login, but not where it signed in before', async () => {
  const throttle = throttleOn(database.sql)
  const home = { login: 'chua', address: '10.9.9.9' }
  await throttle.count(home)
  await throttle.forgive(home)
  for (let n = 0; n < 30; n += 1) await throttle.count({ login: 'chua', address: `10.1.1.${n}` })
  await expect(throttle.count({ login: 'chua', address: '10.1.2.1' })).rejects.toMatchObject({
    code: 'too_many_tries',
  })
  await expect(throttle.count(home)).resolves.toBeUndefined()
})

test('an address that guesses at many logins is closed for all of them', async () => {
  const throttle = throttleOn(database.sql)
  for (let n = 0; n < 100; n += 1) await throttle.count({ login: `guess ${n}`, address: '2001:db8:1:2::1' })
  await expect(throttle.count({ login: 'guess 100', address: '2001:db8:1:2:ffff::9' })).rejects.toMatchObject(
    {
      code: 'too_many_tries',
    },
  )
  await expect(throttle.count({ login: 'guess 100', address: '2001:db8:1:3::1' })).resolves.toBeUndefined()
})

test('what is counted names nobody, and goes when its time is over, as do sessions', async () => {
  const { sql } = database
  const [kept] = await sql<{ count: number }[]>`
    select count(*) as count from login_try where key like '%mai%' or key like '%10.0.0%'`
  expect(kept?.count).toBe(0)
  await person('lan')
  const [lan] = await sql<{ id: number }[]>`select id from person where login = 'lan'`
  for (let devices = 0; devices < 2; devices += 1) await startSession(sql, lan?.id ?? 0)
  await sql`update login_try set expire = ${Date.now() - 1}::bigint`
  await sql`
    update session set expires_at = now() - interval '1 second'
    where id = (select min(id) from session where person_id = ${lan?.id ?? 0})`
  for (const { task } of Object.values(scheduled)) await task(sql)
  expect(await sql`select key from login_try`).toHaveLength(0)
  expect(await sql`select id from session where person_id = ${lan?.id ?? 0}`).toHaveLength(1)
})

const right = 'hoa ban trắng'

async function person(login: string): Promise<string> {
  const passwordHash = await hashPassword(right)
  await database.sql`
    insert into person (login, name, password_hash) values (${login}, ${login}, ${passwordHash})`
  return login
}
