import * as v from 'valibot'
import type { Sql, Tx } from '../db/pool.ts'

export const endedChannel = 'session_ended'

const ended = v.object({
  personId: v.number(),
  /** As in table session (hashed); null: every session of the person. */
  sessionId: v.nullable(v.string()),
})
export type Ended = v.InferOutput<typeof ended>

/**
 * Tells every node that sessions ended: their sockets are cut at once. Part of the caller's transaction: PostgreSQL
 * delivers it when, and only if, that commits, and never forgets it. Such commits wait for each other in the whole
 * cluster, which is why the journal notifies after them (journal/wake.ts); sessions end seldom, and must not unheard.
 */
export async function tellEnded(tx: Sql | Tx, what: Ended): Promise<void> {
  await tx`select pg_notify(${endedChannel}, ${JSON.stringify(what)})`
}

/** Which sessions a notification says have ended; null when it is none of ours. */
export function parseEnded(payload: string): Ended | null {
  try {
    const parsed = v.safeParse(ended, JSON.parse(payload))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
