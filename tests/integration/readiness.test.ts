import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect } from '#lib/server/db/pool.ts'
import { announceListener, readiness } from '#lib/server/queries/readiness.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

let database: FreshDatabase

beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

test('a migrated database and a live connection that hears of changes: ready', async () => {
  announceListener(() => true)
  expect(await readiness(database.sql)).toEqual({ database: true, migrations: true, listener: true })
})

test('a migration that came with the program and has not run: not ready', async () => {
  await database.sql`delete from migration where name = (select max(name) from migration)`
  expect(await readiness(database.sql)).toMatchObject({ database: true, migrations: false })
})

test('a live connection that hears of nothing: not ready', async () => {
  announceListener(() => false)
  expect(await readiness(database.sql)).toMatchObject({ database: true, listener: false })
})

test('a database that does not answer: not ready, and said so before a load balancer gives up', async () => {
  const nowhere = connect('postgres://nobody@127.0.0.1:1/nothing', { max: 1 })
  const asked = Date.now()
  expect(await readiness(nowhere)).toMatchObject({ database: false, migrations: false })
  expect(Date.now() - asked).toBeLessThan(5_000)
  await nowhere.end({ timeout: 0 })
})
