import type { Sql } from '../db/pool.ts'
import { allow } from './links.ts'
import { newSecret } from './secret.ts'

/**
 * The address where the first unit and administrator are made, for the operator's terminal; null once there is
 * anybody. It works once and for a day: each start on an empty database gives a new one.
 */
export async function setupLink(sql: Sql, origin: string): Promise<string | null> {
  if (!(await isUntouched(sql))) return null
  const secret = newSecret()
  await allow(sql, secret, { purpose: 'setup', personId: null, by: null, at: Date.now() })
  return `${origin}/setup/${secret}`
}

/** Whether nobody has set the federation up yet: there is no unit and no person. */
export async function isUntouched(sql: Pick<Sql, 'unsafe'>): Promise<boolean> {
  const [row] = await sql.unsafe<{ count: number }[]>(
    'select (select count(*) from unit) + (select count(*) from person) as count',
  )
  return row?.count === 0
}
