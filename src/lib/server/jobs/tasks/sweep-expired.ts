import { sweepTries } from '../../auth/throttle.ts'
import type { Sql } from '../../db/pool.ts'
import * as sessions from '../../store/session.ts'

/** Removes what nobody can use any more and would stay for ever: expired sessions, and tries to sign in that no longer count. */
export async function sweepExpired(sql: Sql): Promise<void> {
  await sessions.removeExpired(sql, Date.now())
  await sweepTries(sql)
}
