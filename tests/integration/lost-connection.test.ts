import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connect, type Sql, type Tx } from '#lib/server/db/pool.ts'
import { type Proxy, startProxy } from '../live/support/proxy.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

/*
 * What postgres.js does when the connection of a transaction is lost; as published it ends the process, stands still for
 * ever or lets the rest of that transaction run in the next one (porsager/postgres issues 1154, 1186, 1193, 1204, 1216).
 * `.patches` mends it; these tests say what has to hold when that patch is dropped for a newer version.
 */
let database: FreshDatabase
let proxy: Proxy
/** One connection only, so that it is used again by whoever comes next; through a line that can be cut. */
let sql: Sql

beforeAll(async () => {
  database = await freshDatabase()
  await database.sql`create table written (by text)`
  proxy = await startProxy(() => 0)
  proxy.targets = [Number(new URL(database.url).port)]
})
afterAll(async () => {
  await proxy.close()
  await database.drop()
})
beforeEach(async () => {
  // A statement whose line is cut sleeps on.
  await database.sql`
    select pg_terminate_backend(pid, 5000) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`
  await database.sql`truncate written`
  sql = lineTo(proxy.port)
})
afterEach(() => sql.end({ timeout: 1 }))

const endings: Record<string, (pid: number) => unknown> = {
  'PostgreSQL ends it': (pid) => database.sql`select pg_terminate_backend(${pid}, 5000)`,
  'the line is reset': () => proxy.cut(1),
}

describe.each(Object.entries(endings))('9.4 when %s', (_, end) => {
  test('a statement under way fails, and the next ones are answered as ever', async () => {
    const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
    const underWay = sql`select n, pg_sleep(0.01) from generate_series(1, 1000) n`.execute()
    await isRunning()
    await Promise.all([expect(underWay).rejects.toThrow(), end(row?.pid ?? 0)])
    // One more may be lost, and is told so, while the line is still closing.
    await sql`select 0`.catch(() => undefined)
    for (const n of [1, 2, 3]) expect(await sql`select ${n}::int as n`).toMatchObject([{ n }])
  })

  test('a transaction fails as a whole, in the middle of a statement too, and the next one is right', async () => {
    const underWay = sql.begin(async (tx) => {
      const pid = await write(tx, 'the lost one')
      const sleeping = tx`select pg_sleep(60)`.execute()
      await isRunning()
      await Promise.all([sleeping, end(pid)])
    })
    await expect(underWay).rejects.toThrow()
    for (const n of [1, 2, 3]) await sql.begin((tx) => write(tx, `next ${n}`))
    expect(await writers()).toEqual(['next 1', 'next 2', 'next 3'])
  })

  test('what is left of a transaction runs nowhere else', async () => {
    const isNextOpen = Promise.withResolvers<undefined>()
    const isRestTried = Promise.withResolvers<undefined>()
    const rest: string[] = []
    const lost = sql.begin(async (tx) => {
      const pid = await write(tx, 'the lost one')
      await Promise.all([isNextOpen.promise, end(pid)])
      await write(tx, 'the rest of the lost one').catch(() => rest.push('refused'))
      await tx`commit`.catch(() => rest.push('refused'))
      isRestTried.resolve(undefined)
    })
    const next = sql.begin(async (tx) => {
      await write(tx, 'the next one')
      isNextOpen.resolve(undefined)
      await isRestTried.promise
      throw new Error('taken back')
    })
    await expect(lost).rejects.toThrow()
    await expect(next).rejects.toThrow('taken back')
    expect(rest).toEqual(['refused', 'refused'])
    expect(await writers()).toEqual([])
  })

  test('statements that wait for their turn in it fail too', async () => {
    const lost = sql.begin(async (tx) => {
      const pid = await write(tx, 'the lost one')
      const waiting = Array.from({ length: 200 }, () => tx`select pg_sleep(60)`.execute())
      await isRunning()
      const [answers] = await Promise.all([Promise.allSettled(waiting), end(pid)])
      expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(200)
    })
    await expect(lost).rejects.toThrow()
  })

  test('who kept it for themselves is refused from then on, and gives back what is no longer theirs', async () => {
    const held = await sql.reserve()
    const [row] = await held<{ pid: number }[]>`select pg_backend_pid() as pid`
    const isReleased = Promise.withResolvers<undefined>()
    const isNextOpen = Promise.withResolvers<undefined>()
    const next = sql.begin(async (tx) => {
      await write(tx, 'the next one')
      isNextOpen.resolve(undefined)
      await isReleased.promise
      // Time for a statement of somebody else to get in.
      await tx`select pg_sleep(0.1)`
      throw new Error('taken back')
    })
    await Promise.all([isNextOpen.promise, end(row?.pid ?? 0)])
    await expect(held`select 1`).rejects.toThrow()
    held.release()
    const seen = sql`select by from written`.execute()
    isReleased.resolve(undefined)
    await expect(next).rejects.toThrow('taken back')
    expect(await seen).toEqual([])
  })
})

test('a line that is closed before anybody is heard fails a statement, and is not tried at once again and again', async () => {
  let tries = 0
  const closing = createServer((socket) => {
    tries += 1
    socket.end()
  }).listen(0, '127.0.0.1')
  await once(closing, 'listening')
  const nowhere = lineTo((closing.address() as AddressInfo).port)
  await expect(nowhere`select 1`).rejects.toThrow('CONNECTION_CLOSED')
  expect(tries).toBe(1)
  await nowhere.end({ timeout: 0 })
  closing.close()
})

function lineTo(port: number): Sql {
  const url = new URL(database.url)
  url.hostname = '127.0.0.1'
  url.port = String(port)
  return connect(url.href, { max: 1 })
}

async function write(tx: Tx, by: string): Promise<number> {
  const [row] = await tx<
    { pid: number }[]
  >`insert into written values (${by}) returning pg_backend_pid() as pid`
  return row?.pid ?? 0
}

async function writers(): Promise<string[]> {
  const rows = await database.sql<{ by: string }[]>`select by from written order by by`
  return rows.map(({ by }) => by)
}

/** Waits until a statement that sleeps is under way. */
async function isRunning(): Promise<void> {
  for (;;) {
    const [row] = await database.sql`
      select from pg_stat_activity
      where datname = current_database() and state = 'active' and query like '%pg_sleep%' and pid <> pg_backend_pid()`
    if (row) return
  }
}
