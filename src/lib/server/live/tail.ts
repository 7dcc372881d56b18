import type { AnyEntry } from '../journal/journal.ts'

/** An entry and how many characters it has on the wire. */
export type Weighed = { entry: AnyEntry; weight: number }

/** At most this many entries of a stream stay in memory, and at most this many characters. */
const tailEntries = 2_000
export const tailWeight = 8_000_000

/** A frame carries at most about this many characters, so that one import does not hold up a phone. */
const frameWeight = 256_000

/** The newest entries of a stream without gaps, bounded in number and weight. */
export class Tail {
  #kept: Weighed[] = []
  #weight = 0
  #start: number

  /** Empty, standing at a seq. */
  constructor(at: number) {
    this.#start = at
  }

  /** The seq before the oldest entry kept: who stands before it is too far behind. */
  get start(): number {
    return this.#start
  }

  get head(): number {
    return this.#start + this.#kept.length
  }

  /** Adds the entries that follow the head; the oldest beyond the bounds are dropped. Throws on a gap. */
  push(added: readonly Weighed[]): void {
    for (const one of added) {
      if (one.entry.seq !== this.head + 1) {
        throw new Error(`entry ${one.entry.seq} does not follow ${this.head}`)
      }
      this.#kept.push(one)
      this.#weight += one.weight
    }
    this.#trim()
  }

  /** Entries after a seq, oldest first; null when some of them are no longer here. */
  after(seq: number): Weighed[] | null {
    if (seq < this.#start) return null
    return this.#kept.slice(seq - this.#start)
  }

  #trim(): void {
    let dropped = 0
    while (this.#kept.length - dropped > tailEntries || this.#weight > tailWeight) {
      this.#weight -= this.#kept[dropped]?.weight ?? 0
      dropped += 1
    }
    this.#kept.splice(0, dropped)
    this.#start += dropped
  }
}

export function weigh(entry: AnyEntry): Weighed {
  return { entry, weight: JSON.stringify(entry).length }
}

/** The entries in order, cut into frames; an entry is never cut. */
export function framesOf(entries: readonly Weighed[]): AnyEntry[][] {
  const frames: AnyEntry[][] = []
  let frame: AnyEntry[] = []
  let weight = 0
  for (const one of entries) {
    if (frame.length > 0 && weight + one.weight > frameWeight) {
      frames.push(frame)
      frame = []
      weight = 0
    }
    frame.push(one.entry)
    weight += one.weight
  }
  if (frame.length > 0) frames.push(frame)
  return frames
}
