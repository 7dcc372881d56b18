import type { Sql } from '../db/pool.ts'

export const wakeChannel = 'journal'

const waiting = new Map<string, number>()
let flushing = false

/**
 * Tells every node that a stream has moved, after the commit and outside its transaction: NOTIFY takes a lock
 * that serialises commits. Heads that move meanwhile go out together. A lost notification is healed by polling.
 */
export function wake(sql: Sql, stream: string, head: number): void {
  waiting.set(stream, Math.max(head, waiting.get(stream) ?? 0))
  if (!flushing) void flush(sql)
}

async function flush(sql: Sql): Promise<void> {
  flushing = true
  try {
    while (waiting.size > 0) {
      const payload = JSON.stringify([...waiting].slice(0, streamsPerNotify))
      for (const stream of [...waiting.keys()].slice(0, streamsPerNotify)) waiting.delete(stream)
      await sql.notify(wakeChannel, payload)
    }
  } catch {
    // The commit stands; listeners find it by polling heads.
  } finally {
    flushing = false
  }
}

/** A payload must stay below 8000 bytes; a pair takes about 40. */
const streamsPerNotify = 100

/** The streams and heads in a notification; null when it is none of ours. */
export function parseWake(payload: string): [stream: string, head: number][] | null {
  try {
    const pairs: unknown = JSON.parse(payload)
    return Array.isArray(pairs) ? pairs.filter(isPair) : null
  } catch {
    return null
  }
}

function isPair(pair: unknown): pair is [string, number] {
  return Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'number'
}
