import type { Instant } from '../../domain/time.ts'
import type { Sql, Tx } from '../db/pool.ts'

export type Purpose = 'setup' | 'invite' | 'password'
export type OneTimeLink = {
  purpose: Purpose
  personId: number | null
  expiresAt: Instant
  usedAt: Instant | null
}

/** A new link; earlier ones of the person stop working. */
export async function insert(
  tx: Sql | Tx,
  link: {
    tokenHash: string
    purpose: Purpose
    personId: number | null
    createdBy: number | null
    createdAt: Instant
    expiresAt: Instant
  },
): Promise<void> {
  if (link.personId !== null) await spendAllOf(tx, link.personId, link.createdAt)
  await tx`insert into one_time_link ${tx(link)}`
}

/** A link that still opens something; null when it was used, has expired or never was. */
export async function goodOne(sql: Sql | Tx, tokenHash: string, now: Instant): Promise<OneTimeLink | null> {
  const [row] = await sql<OneTimeLink[]>`
    select purpose, person_id, expires_at, used_at from one_time_link
    where token_hash = ${tokenHash} and used_at is null and expires_at > ${now}`
  return row ?? null
}

/** Uses a link up: of two at once one is given it, the other null. */
export async function spend(tx: Tx, tokenHash: string, now: Instant): Promise<OneTimeLink | null> {
  const [row] = await tx<OneTimeLink[]>`
    update one_time_link set used_at = ${now}
    where token_hash = ${tokenHash} and used_at is null and expires_at > ${now}
    returning purpose, person_id, expires_at, used_at`
  return row ?? null
}

/** Links of a person stop working: another took their place, or the person may no longer sign in. */
export async function spendAllOf(tx: Sql | Tx, personId: number, now: Instant): Promise<void> {
  await tx`update one_time_link set used_at = ${now} where person_id = ${personId} and used_at is null`
}
