import { DomainError } from '../../domain/error.ts'
import type { Instant } from '../../domain/time.ts'
import type { Sql, Tx } from '../db/pool.ts'
import * as links from '../store/one-time-link.ts'
import { hashOf } from './secret.ts'

const hour = 3_600_000

/** How long a link works: an invitation waits over a weekend, the way back in is for today. Milliseconds. */
const validFor: Record<links.Purpose, number> = {
  setup: 24 * hour,
  invite: 7 * 24 * hour,
  password: 24 * hour,
}

/** Keeps the hash of a link's secret, so that its address opens the door once. Earlier ones of the person stop working. */
export async function allow(
  tx: Sql | Tx,
  secret: string,
  link: { purpose: links.Purpose; personId: number | null; by: number | null; at: Instant },
): Promise<void> {
  await links.insert(tx, {
    tokenHash: hashOf(secret),
    purpose: link.purpose,
    personId: link.personId,
    createdBy: link.by,
    createdAt: link.at,
    expiresAt: link.at + validFor[link.purpose],
  })
}

/** Whom a link is for, without using it up. Throws link_expired. */
export async function look(
  sql: Sql,
  secret: string,
  purposes: readonly links.Purpose[],
): Promise<links.OneTimeLink> {
  return orExpired(await links.goodOne(sql, hashOf(secret), Date.now()), purposes)
}

/** Uses a link up as part of what it opens. Throws link_expired, also for the second of two at once. */
export async function spend(
  tx: Tx,
  secret: string,
  { purposes, at }: { purposes: readonly links.Purpose[]; at: Instant },
): Promise<links.OneTimeLink> {
  return orExpired(await links.spend(tx, hashOf(secret), at), purposes)
}

function orExpired(link: links.OneTimeLink | null, purposes: readonly links.Purpose[]): links.OneTimeLink {
  if (!link || !purposes.includes(link.purpose)) throw new DomainError('link_expired')
  return link
}
