import type { Instant } from '../../domain/time.ts'
import type { Sql } from '../db/pool.ts'
import * as sessions from '../store/session.ts'

export type SignedInDevice = { id: string; userAgent: string; since: Instant; isThis: boolean }

/** Where somebody is signed in, this device first. Ids are those of the table: no cookie can be made of them. */
export async function devicesOf(
  sql: Sql,
  personId: number,
  { sessionId }: { sessionId: string | null },
): Promise<SignedInDevice[]> {
  const rows = await sessions.listOf(sql, personId)
  return rows
    .map(({ id, userAgent, createdAt }) => ({ id, userAgent, since: createdAt, isThis: id === sessionId }))
    .toSorted((one, other) => Number(other.isThis) - Number(one.isThis))
}
