import type { AnyFact, Entry } from '../../domain/entry.ts'
import { DomainError } from '../../domain/error.ts'
import type { Instant } from '../../domain/time.ts'
import { isoOf, type Sql, type Tx } from '../db/pool.ts'

export type AnyEntry = Entry<AnyFact>
export type Written = { at: Instant; by: number | null; cmd: string }
/** What one command states. */
export type Said = { facts: readonly AnyFact[]; written: Written }

/** How far a stream has come, and by what. */
export type Moved = { head: number; entries: readonly AnyEntry[] }

/**
 * Locks the stream until the transaction ends and gives its head. Throws not_found. A process that then stands still in
 * the middle of its transaction loses it after `mostIdle`, so that others do not wait for it for ever.
 */
export async function lockStream(tx: Tx, stream: string): Promise<number> {
  const [row] = await tx<{ head: number }[]>`
    select head, set_config('idle_in_transaction_session_timeout', ${mostIdle}, true)
    from stream where id = ${stream} for update`
  if (!row) throw new DomainError('not_found', { stream })
  return row.head
}

const mostIdle = '10s'

export async function createStream(tx: Tx, stream: string): Promise<void> {
  await tx`insert into stream (id) values (${stream})`
}

/** Numbers facts after the head of a locked stream, in order, and writes them; gives the new head and the entries. */
export async function append(
  tx: Tx,
  stream: string,
  { head, said }: { head: number; said: readonly Said[] },
): Promise<Moved> {
  const facts = said.flatMap(({ facts, written }) => facts.map((fact) => ({ fact, written })))
  if (facts.length === 0) return { head, entries: [] }
  const entries = facts.map(({ fact, written }, index): AnyEntry => ({
    seq: head + index + 1,
    ...written,
    ...fact,
  }))
  const rows = entries.map(({ at, ...entry }) => ({ ...entry, at: isoOf(at) }))
  await tx`
    with moved as (update stream set head = ${head + facts.length} where id = ${stream})
    insert into journal_entry (stream_id, seq, at, by_person, command_id, kind, body)
    select ${stream}, seq, at, by, cmd, kind, body
    from jsonb_to_recordset(${tx.json(rows)}) as e(
      seq bigint, at timestamptz, by bigint, cmd uuid, kind text, body jsonb
    )`
  return { head: head + facts.length, entries }
}

/** At most `limit` entries after a seq, in seq order. */
export async function entriesAfter(
  sql: Sql | Tx,
  stream: string,
  { after, limit }: { after: number; limit: number },
): Promise<AnyEntry[]> {
  const rows = await sql<Row[]>`
    select seq, at, by_person, command_id, kind, body
    from journal_entry
    where stream_id = ${stream} and seq > ${after}
    order by seq
    limit ${limit}`
  return rows.map(entryOf)
}

/** The seq of the newest entry, null when there is no such stream. */
export async function headOf(sql: Sql | Tx, stream: string): Promise<number | null> {
  const [row] = await sql<{ head: number }[]>`select head from stream where id = ${stream}`
  return row?.head ?? null
}

/** The heads of those streams that exist. */
export async function headsOf(sql: Sql | Tx, streams: readonly string[]): Promise<Map<string, number>> {
  const rows = await sql<{ id: string; head: number }[]>`
    select id, head from stream where id = any(${[...streams]})`
  return new Map(rows.map(({ id, head }) => [id, head]))
}

export function campaignStream(campaignId: number): string {
  return `campaign:${campaignId}`
}

type Row = {
  seq: number
  at: Instant
  byPerson: number | null
  commandId: string
  kind: string
  body: unknown
}

function entryOf({ seq, at, byPerson, commandId, kind, body }: Row): AnyEntry {
  // Written by append from an AnyFact: the journal is the one place that reads it back untyped.
  return { seq, at, by: byPerson, cmd: commandId, ...({ kind, body } as AnyFact) }
}
