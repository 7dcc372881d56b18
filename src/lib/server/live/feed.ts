import type { Sql } from '../db/pool.ts'
import { type AnyEntry, entriesAfter, headOf } from '../journal/journal.ts'
import { framesOf, Tail, tailWeight, weigh, type Weighed } from './tail.ts'
import { type Frame, frameOf, mostWaiting } from './wire.ts'

/** Entries read at once; one entry of an import weighs up to 150 kB. */
const page = 100
/** A feed starts with this many entries in memory: enough for everybody who comes back after a restart. */
const warmEntries = 500

/** Thousands who come back at once were cut off at a few different moments. Each weighs up to 4 MB, as text and as bytes. */
const mostEncoded = 12

/** Called in the same tick in which the feed's head moves, with exactly the entries that moved it. */
export type Publish = (feed: Feed, entries: readonly Weighed[]) => void

/**
 * One stream as this node knows it. `head` is the seq up to which everything was published; it moves only in
 * #publish, together with what goes to the room. So whoever joins the room at `head`, in one tick, gets every
 * entry after it exactly once.
 */
export class Feed {
  readonly stream: string
  /** When somebody last opened or needed it, for letting it go. */
  usedAt = Date.now()
  readonly #sql: Sql
  readonly #tail: Tail
  readonly #publish: Publish
  readonly #encoded = new Map<number, Frame[]>()
  #wanted: number
  #reading: Promise<void> | null = null

  private constructor(sql: Sql, stream: string, { tail, publish }: { tail: Tail; publish: Publish }) {
    this.#sql = sql
    this.stream = stream
    this.#tail = tail
    this.#publish = publish
    this.#wanted = tail.head
  }

  /** Reads the newest entries; null when there is no such stream. */
  static async open(sql: Sql, stream: string, publish: Publish): Promise<Feed | null> {
    const head = await headOf(sql, stream)
    if (head === null) return null
    return new Feed(sql, stream, { tail: await warmTail(sql, stream, head), publish })
  }

  get head(): number {
    return this.#tail.head
  }

  /** Published entries after a seq, oldest first; null when the memory does not reach so far back. */
  after(seq: number): Weighed[] | null {
    return this.#tail.after(seq)
  }

  /**
   * What a client is sent that stands at a seq, encoded once for all who stand there; null when it is more than a line
   * takes at once, or no longer in memory: a snapshot is better.
   */
  framesAfter(seq: number): Frame[] | null {
    const encoded = this.#encoded.get(seq)
    if (encoded) return encoded
    const missed = seq > this.head ? null : this.after(seq)
    if (!missed || missed.reduce((sum, { weight }) => sum + weight, 0) > mostWaiting) return null
    const { stream } = this
    const frames = framesOf(missed).map((entries) => frameOf('entries', { stream, entries }))
    if (this.#encoded.size < mostEncoded) this.#encoded.set(seq, frames)
    return frames
  }

  /** Says that the journal has reached `head`: what is missing is read and published. */
  wake(head: number): void {
    if (head > this.#wanted) this.#wanted = head
    if (this.#wanted > this.head) this.#read().catch(() => undefined)
  }

  /** Takes entries as this process wrote them; where some before them are missing, the journal is read. */
  take(entries: readonly AnyEntry[]): void {
    const fresh = entries.filter(({ seq }) => seq > this.head)
    const last = fresh.at(-1)?.seq ?? this.head
    if (fresh[0]?.seq === this.head + 1) this.#push(fresh)
    this.wake(last)
  }

  /** Resolves once the feed stands at the journal's head of now. */
  async catchUp(): Promise<void> {
    const head = await headOf(this.#sql, this.stream)
    if (head !== null && head > this.#wanted) this.#wanted = head
    while (this.#wanted > this.head) await this.#read()
  }

  #read(): Promise<void> {
    this.#reading ??= this.#readAll().finally(() => (this.#reading = null))
    return this.#reading
  }

  /** One reader at a time; what fails is tried again at the next wake or poll. */
  async #readAll(): Promise<void> {
    while (this.#wanted > this.head) {
      const entries = await entriesAfter(this.#sql, this.stream, { after: this.head, limit: page })
      if (entries.length === 0) {
        this.#wanted = this.head
        return
      }
      // Some may have been handed over meanwhile.
      this.#push(entries.filter(({ seq }) => seq > this.head))
    }
  }

  #push(entries: readonly AnyEntry[]): void {
    if (entries.length === 0) return
    const weighed = entries.map(weigh)
    this.#tail.push(weighed)
    this.#encoded.clear()
    this.#publish(this, weighed)
  }
}

async function warmTail(sql: Sql, stream: string, head: number): Promise<Tail> {
  let oldest = head
  let warm: Weighed[] = []
  let weight = 0
  while (oldest > 0 && head - oldest < warmEntries && weight < tailWeight) {
    const after = Math.max(0, oldest - page)
    const entries = await entriesAfter(sql, stream, { after, limit: oldest - after })
    const weighed = entries.map(weigh)
    weight += weighed.reduce((sum, one) => sum + one.weight, 0)
    warm = [...weighed, ...warm]
    oldest = after
  }
  const tail = new Tail(oldest)
  tail.push(warm)
  return tail
}
