import type { AnyFact } from '../../domain/entry.ts'
import { DomainError } from '../../domain/error.ts'
import type { Instant } from '../../domain/time.ts'
import type { Accepted, Json, Reply } from '../../protocol/commands.ts'
import type { Tx } from '../db/pool.ts'
import { append, lockStream, type Said } from '../journal/journal.ts'
import * as commands from '../store/command.ts'
import { refusal } from './refusal.ts'

/** What a command comes to: facts for its stream, in order, and what the sender is told. */
export type Decision<Fact extends AnyFact = AnyFact> = {
  facts: Fact[]
  result?: { [key: string]: Json }
  /** Facts for further streams, locked after the first. */
  also?: { stream: string; facts: AnyFact[] }[]
}

export type Step = { at: Instant; by: number }

export type Command = {
  id: string
  kind: string
  by: number
  /** Now, unless a sample tells of the past. */
  at?: Instant
  decide: (tx: Tx, step: Step) => Promise<Decision>
}

/**
 * Runs commands on one stream one after the other, each exactly once: locks the stream, gives the stored reply where
 * an id was here before, else lets the command load, decide and store; numbers the facts and stores the replies. What
 * a user caused comes back as a refusal and leaves no trace. `moved` says how far which stream has come.
 */
export async function runAll(
  tx: Tx,
  stream: string,
  batch: readonly Command[],
): Promise<{ replies: Reply[]; moved: Map<string, number> }> {
  let head = await lockStream(tx, stream)
  const before = head
  const known = await commands.repliesTo(
    tx,
    batch.map(({ id }) => id),
  )
  const said: Said[] = []
  const elsewhere = new Map<string, Said[]>()
  const replies: Reply[] = []
  const done: commands.CommandRow[] = []
  for (const { id, kind, by, at = Date.now(), decide } of batch) {
    const answered = known.get(id)
    if (answered) {
      replies.push(
        answered.personId === by ? answered.reply : refusal(new DomainError('bad_input', { field: 'id' })),
      )
      continue
    }
    const decided = await orRefused(tx, () => decide(tx, { at, by }))
    if (decided instanceof DomainError) {
      replies.push(refusal(decided))
      continue
    }
    const { facts, result = {}, also = [] } = decided
    const written = { at, by, cmd: id }
    said.push({ facts, written })
    for (const { stream, facts } of also) {
      elsewhere.set(stream, [...(elsewhere.get(stream) ?? []), { facts, written }])
    }
    head += facts.length
    const reply: Accepted = { ok: true, stream, seq: head, result }
    known.set(id, { personId: by, reply })
    done.push({ id, personId: by, kind, reply, at })
    replies.push(reply)
  }
  const moved = new Map([[stream, await append(tx, stream, { head: before, said })]])
  for (const [stream, said] of [...elsewhere].sort(([a], [b]) => (a < b ? -1 : 1))) {
    moved.set(stream, await append(tx, stream, { head: await lockStream(tx, stream), said }))
  }
  await commands.store(tx, done)
  return { replies, moved }
}

/** What the work gives, or why it was refused and left no trace. The savepoint travels along with the first query. */
async function orRefused<Given>(tx: Tx, work: () => Promise<Given>): Promise<Given | DomainError> {
  const set = tx`savepoint command`.execute()
  // If it fails, so does every query after it, and that is heard of.
  set.catch(() => undefined)
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await tx`rollback to savepoint command`
    return error
  }
}
