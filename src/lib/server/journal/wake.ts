import { channel } from 'node:diagnostics_channel'
import type { Sql } from '../db/pool.ts'
import type { AnyEntry, Moved } from './journal.ts'

export const wakeChannel = 'journal'

const waiting = new Map<string, number>()
let flushing = false

/**
 * Tells every node that a stream has moved, after the commit and outside its transaction: NOTIFY takes a lock
 * that serialises commits. Heads that move meanwhile go out together. A lost notification is healed by polling.
 * This process is handed the entries themselves.
 */
export function wake(sql: Sql, stream: string, { head, entries }: Moved): void {
  if (entries.length > 0) here.publish({ database: databaseOf(sql), stream, entries } satisfies Written)
  waiting.set(stream, Math.max(head, waiting.get(stream) ?? 0))
  if (!flushing) void flush(sql)
}

/** The built pages bring modules of their own along: what they write is heard of through the process. */
const here = channel('cao-diem:written')
type Written = { database: string; stream: string; entries: readonly AnyEntry[] }

/** Calls back with every entry that this process writes to the database, until what it gives is called. */
export function onWritten(
  sql: Sql,
  hear: (stream: string, entries: readonly AnyEntry[]) => void,
): () => void {
  const database = databaseOf(sql)
  const listener = (message: unknown): void => {
    const written = message as Written
    if (written.database === database) hear(written.stream, written.entries)
  }
  here.subscribe(listener)
  return () => here.unsubscribe(listener)
}

/** Its name: a process serves one database, through a pooler or not; tests serve several, each of another name. */
function databaseOf({ options }: Sql): string {
  return options.database
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
