import type { Sql } from '../db/pool.ts'
import { type AnyEntry, headsOf } from '../journal/journal.ts'
import { Feed, type Publish } from './feed.ts'

/** A feed nobody watches is kept this long, for those who come right back. */
const idleTime = 60_000

/** The streams somebody on this node watches. */
export class Feeds {
  readonly #sql: Sql
  readonly #publish: Publish
  readonly #feeds = new Map<string, Feed>()
  readonly #opening = new Map<string, Promise<Feed | null>>()

  constructor(sql: Sql, publish: Publish) {
    this.#sql = sql
    this.#publish = publish
  }

  /** The feed of a stream, opened if need be; null when there is no such stream. */
  async open(stream: string): Promise<Feed | null> {
    const known = this.#feeds.get(stream)
    if (known) {
      known.usedAt = Date.now()
      return known
    }
    let opening = this.#opening.get(stream)
    if (!opening) {
      opening = this.#open(stream).finally(() => this.#opening.delete(stream))
      this.#opening.set(stream, opening)
    }
    return opening
  }

  /** Whether a feed is told of what comes: one that was waited for while the database stood still may have been let go. */
  has(feed: Feed): boolean {
    return this.#feeds.get(feed.stream) === feed
  }

  wake(stream: string, head: number): void {
    this.#feeds.get(stream)?.wake(head)
  }

  /** Entries this process wrote. */
  take(stream: string, entries: readonly AnyEntry[]): void {
    this.#feeds.get(stream)?.take(entries)
  }

  /** Compares with the database, in one query: heals notifications that never came. */
  async poll(): Promise<void> {
    const heads = await headsOf(this.#sql, [...this.#feeds.keys()])
    for (const [stream, head] of heads) this.wake(stream, head)
  }

  /** Lets feeds go that nobody watches any more. */
  sweep(isWatched: (stream: string) => boolean): void {
    const now = Date.now()
    for (const [stream, feed] of this.#feeds) {
      if (isWatched(stream)) feed.usedAt = now
      else if (now - feed.usedAt > idleTime) this.#feeds.delete(stream)
    }
  }

  [Symbol.iterator](): IterableIterator<Feed> {
    return this.#feeds.values()
  }

  async #open(stream: string): Promise<Feed | null> {
    const feed = await Feed.open(this.#sql, stream, this.#publish)
    if (!feed) return null
    this.#feeds.set(stream, feed)
    // Entries written between reading the tail and now had nobody to wake.
    await feed.catchUp()
    return feed
  }
}
