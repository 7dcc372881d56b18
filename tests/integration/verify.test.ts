import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAll } from '#lib/server/queries/verify.ts'
import { loadSample } from '#lib/server/sample/sample.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

let database: FreshDatabase

beforeAll(async () => {
  database = await freshDatabase()
  await loadSample(database.sql)
})
afterAll(() => database.drop())

test('the sample campaign’s journal says what its tables say', async () => {
  const [verdict] = await verifyAll(database.sql)
  expect(verdict?.difference).toBeNull()
  expect(verdict?.entries).toBeGreaterThan(100)
})

test('a row changed behind the journal’s back is found', async () => {
  const { sql } = database
  await sql`update event set place = 'elsewhere' where id = (select min(id) from event)`
  const [verdict] = await verifyAll(sql)
  expect(verdict?.difference).toMatch(/^events\.\d+\.place: the journal says .*, the tables say "elsewhere"$/)
})

test('an entry that went missing is found', async () => {
  const { sql } = database
  await sql`delete from journal_entry where seq = 40 and stream_id like 'campaign:%'`
  const [verdict] = await verifyAll(sql)
  expect(verdict?.difference).toBe('the journal has no entry 40')
})
