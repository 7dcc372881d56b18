import { DomainError } from '../../domain/error.ts'
import type { Actor } from '../../domain/person.ts'
import type { Tx } from '../db/pool.ts'
import * as sessions from '../store/session.ts'

/** A session as it was known when a command was sent under it. */
export type Sent = { id: string; actor: Actor }

/** Those of the sessions that are open, with what their people may do now. */
export async function openSessions(
  tx: Tx,
  sent: readonly Sent[],
): Promise<ReadonlyMap<string, sessions.SessionOfPerson>> {
  return sent.length > 0 ? sessions.withPeople(tx, [...new Set(sent.map(({ id }) => id))]) : new Map()
}

/** Open, and its person may do what they might: roles come in one order, written one way. */
export function isStillOpen({ actor }: Sent, now: sessions.SessionOfPerson | undefined): boolean {
  if (!now || now.expiresAt <= Date.now()) return false
  return JSON.stringify(now.person.grants) === JSON.stringify(actor.grants)
}

/** Who acts, where that is still so: for changes beside the board, which do not run through the frame. Throws not_signed_in. */
export async function checkActor(
  tx: Tx,
  { actor, sessionId }: { actor: Actor | null; sessionId?: string },
): Promise<Actor> {
  if (!actor) throw new DomainError('not_signed_in')
  if (sessionId === undefined) return actor
  const sent = { id: sessionId, actor }
  if (!isStillOpen(sent, (await openSessions(tx, [sent])).get(sessionId))) {
    throw new DomainError('not_signed_in')
  }
  return actor
}
