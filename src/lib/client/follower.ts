import type { AnyFact, Entry } from '../domain/entry.ts'

export type FollowerEvents = {
  /** Entries that follow the seq, in order, each exactly once. */
  onEntries: (entries: Entry<AnyFact>[]) => void
  /** The seq is too far behind: fetch a snapshot and say where it stands, or null for 'from now on'. */
  onTooOld: () => Promise<number | null>
  /** There is no such stream for this person, or no longer. */
  onNotFound?: () => void
  /** It is followed; at every connection, also where there was none before. */
  onFound?: () => void
}

/** How far one stream has come on this screen. Whatever arrives, entries leave it in order and once. */
export class Follower {
  readonly stream: string
  readonly events: FollowerEvents
  /** Null: not joined yet, from now on. */
  seq: number | null
  /** 'refused': there is nothing to wait for. */
  state: 'joining' | 'joined' | 'refused' = 'joining'

  constructor(stream: string, after: number | null, events: FollowerEvents) {
    this.stream = stream
    this.seq = after
    this.events = events
  }

  /** Takes what follows and leaves what it has. False: something in between is missing, join again. */
  take(entries: readonly Entry<AnyFact>[]): boolean {
    const { seq } = this
    if (seq === null) return true
    const fresh = entries.filter((entry) => entry.seq > seq)
    const [first] = fresh
    if (!first) return true
    if (first.seq !== seq + 1) return false
    this.seq = seq + fresh.length
    this.events.onEntries(fresh)
    return true
  }

  /** A room was sent everything up to `head`. False: this screen was not. */
  hasReached(head: number): boolean {
    return this.seq === null || this.seq >= head
  }
}
