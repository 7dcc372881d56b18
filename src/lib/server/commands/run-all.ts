import type { AnyFact } from '../../domain/entry.ts'
import { DomainError } from '../../domain/error.ts'
import type { Instant } from '../../domain/time.ts'
import type { Accepted, Json, Reply } from '../../protocol/commands.ts'
import type { Tx } from '../db/pool.ts'
import { append, lockStream, type Moved, type Said } from '../journal/journal.ts'
import * as commands from '../store/command.ts'
import { type About, Desk } from './desk.ts'
import { refusal } from './refusal.ts'
import { isStillOpen, openSessions, type Sent } from './still-open.ts'

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
  about?: About
  /** Under which it was sent, as it was known then. */
  session?: Sent | undefined
  decide: (desk: Desk, step: Step) => Promise<Decision>
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
): Promise<{ replies: Reply[]; moved: Map<string, Moved> }> {
  const desk = new Desk(tx)
  const ids = batch.map(({ id }) => id)
  // All at once and in this order: what is read after the lock stands still.
  const [before, known, , open] = await Promise.all([
    lockStream(tx, stream),
    commands.repliesTo(tx, ids),
    desk.readAhead(batch.flatMap(({ about }) => about ?? [])),
    openSessions(
      tx,
      batch.flatMap(({ session }) => session ?? []),
    ),
  ])
  let head = before
  const said: Said[] = []
  const elsewhere = new Map<string, Said[]>()
  const replies: Reply[] = []
  const done: commands.CommandRow[] = []
  for (const { id, kind, by, at = Date.now(), about, session, decide } of batch) {
    if (session && !isStillOpen(session, open.get(session.id))) {
      replies.push(refusal(new DomainError('not_signed_in')))
      continue
    }
    const answered = known.get(id)
    if (answered) {
      replies.push(
        answered.personId === by ? answered.reply : refusal(new DomainError('bad_input', { field: 'id' })),
      )
      continue
    }
    const decided = await orRefused(desk, () => decide(desk, { at, by }))
    if (decided instanceof DomainError) {
      replies.push(refusal(decided))
      continue
    }
    const { facts, result = {}, also = [] } = decided
    desk.keep(about?.campaignId ?? null, facts)
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
  const [reached] = await Promise.all([
    append(tx, stream, { head: before, said }),
    desk.write(),
    commands.store(tx, done),
  ])
  const moved = new Map([[stream, reached]])
  for (const [stream, said] of [...elsewhere].sort(([a], [b]) => (a < b ? -1 : 1))) {
    moved.set(stream, await append(tx, stream, { head: await lockStream(tx, stream), said }))
  }
  return { replies, moved }
}

/** What the work gives, or why it was refused and left no trace. */
async function orRefused<Given>(desk: Desk, work: () => Promise<Given>): Promise<Given | DomainError> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await desk.takeBack()
    return error
  }
}
