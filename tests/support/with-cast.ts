import { afterAll, beforeAll } from 'vitest'
import { cast, type Cast } from './cast.ts'
import { freshDatabase, type FreshDatabase } from './database.ts'

/** A database of its own for one test file, and a cast in it: both are there once the tests run, and go after them. */
export function withCast(): { database: FreshDatabase; who: Cast } {
  const database = {} as FreshDatabase
  const who = {} as Cast
  beforeAll(async () => {
    Object.assign(database, await freshDatabase())
    Object.assign(who, await cast(database.sql))
  })
  afterAll(() => database.drop())
  return { database, who }
}
