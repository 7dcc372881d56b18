import { afterAll, beforeAll, expect, test } from 'vitest'
import { missingMigrations } from '#lib/server/db/migrations.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

let database: FreshDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

test('a fresh database has every migration and nobody in it', async () => {
  const { sql } = database
  expect(await missingMigrations(sql)).toEqual([])
  expect(await sql`select id from person`).toHaveLength(0)
})
