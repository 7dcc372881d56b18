import { afterAll, beforeAll, expect, test } from 'vitest'
import { isOpen } from '#lib/domain/assignment.ts'
import type { Board } from '#lib/domain/board.ts'
import { boardSnapshot } from '#lib/server/queries/board.ts'
import { playActivity } from '#lib/server/sample/activity.ts'
import { loadSample } from '#lib/server/sample/sample.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

let database: FreshDatabase

beforeAll(async () => {
  database = await freshDatabase()
  await loadSample(database.sql)
})
afterAll(() => database.drop())

async function board(): Promise<Board> {
  const [campaign] = await database.sql<{ id: number }[]>`
    select id from campaign where opened_at is not null order by id limit 1`
  return (await boardSnapshot(database.sql, campaign?.id ?? 0)).board
}

const openOf = ({ assignments }: Board, unitId: number) =>
  Object.values(assignments).filter((one) => one.unitId === unitId && isOpen(one.state))

/** Plays until the board has as many more entries. */
async function play(entries: number): Promise<void> {
  const stop = new AbortController()
  const [{ until } = { until: 0 }] = await database.sql<{ until: number }[]>`
    select count(*)::int + ${entries} as until from journal_entry`
  const playing = playActivity(database.sql, { perMinute: 600_000, signal: stop.signal })
  await expect
    .poll(async () => (await database.sql`select from journal_entry`).count, { timeout: 60_000 })
    .toBeGreaterThan(until)
  stop.abort()
  await playing
}

test('played work leaves something to do, to verify and to worry about for whoever tries the sample', async () => {
  const before = await board()
  const [muongTe] = await database.sql<{ id: number }[]>`select id from unit where code = 'LC-MT'`
  const overdue = ({ assignments }: Board) =>
    Object.values(assignments).filter(({ state, dueAt }) => isOpen(state) && dueAt < Date.now()).length

  await play(200)

  const after = await board()
  expect(openOf(after, muongTe?.id ?? 0)).toEqual(openOf(before, muongTe?.id ?? 0))
  expect(overdue(after)).toBe(overdue(before))
  expect(Object.values(after.assignments).filter(({ state }) => state === 'done').length).toBeGreaterThan(5)
  expect(Object.keys(after.posts).length).toBeGreaterThan(Object.keys(before.posts).length)
}, 90_000)

test('a title of the sample does not name the unit that every screen names beside it', async () => {
  const named = await database.sql`
    select p.title from post p join unit u on u.id = p.unit_id where p.title like '%' || u.short_name || '%'`
  expect(named).toEqual([])
})
