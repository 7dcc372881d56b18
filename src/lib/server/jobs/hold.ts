import type { Sql } from '../db/pool.ts'

/**
 * Does a piece of work while no other node does; gives false when one does already. The lock is the connection's, so
 * it falls with the process.
 */
export async function whileHeld(sql: Sql, key: string, work: () => Promise<void>): Promise<boolean> {
  const held = await sql.reserve()
  try {
    const [row] = await held<{ free: boolean }[]>`
      select pg_try_advisory_lock(hashtextextended(${key}, 0)) as free`
    if (!row?.free) return false
    try {
      await work()
      return true
    } finally {
      await held`select pg_advisory_unlock(hashtextextended(${key}, 0))`
    }
  } finally {
    held.release()
  }
}
