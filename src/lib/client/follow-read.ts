import type { AnyFact, Entry } from '../domain/entry.ts'
import { connection } from './connection.svelte.ts'

/** Milliseconds until what did not come is asked for again, at first and at most: it may never be for this person again. */
const firstPause = 2_000
const longestPause = 60_000

type Reading = {
  /** The seq at which what is on screen was read. */
  after: number
  /** Whether an entry may have changed what is read. */
  isAbout: (entry: Entry<AnyFact>) => boolean
  /** Gives the seq at which it was read. Throws when it does not come: it is asked for again until it does. */
  read: () => Promise<number>
}

/** Follows a stream for what a screen reads as a whole, until the function it gives is called. */
export function followRead(stream: string, { after, isAbout, read }: Reading): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = firstPause
  let isOver = false
  let last: Promise<unknown> = Promise.resolve()
  let next: Promise<number> | null = null
  /** One after the other: of two at once the older could come last, and stay. Who asks while one waits is given that. */
  const inTurn = (): Promise<number> =>
    (next ??= last.then(() => {
      next = null
      if (isOver) throw new Error('nobody follows it any more')
      const reading = read()
      last = reading.catch(() => undefined)
      return reading
    }))
  const readAgain = async (): Promise<void> => {
    clearTimeout(timer)
    if (next) return
    try {
      await inTurn()
      pause = firstPause
    } catch {
      clearTimeout(timer)
      if (!isOver) timer = setTimeout(() => void readAgain(), pause)
      pause = Math.min(longestPause, 2 * pause)
    }
  }
  const leave = connection().follow(stream, after, {
    onEntries: (entries) => {
      if (entries.some(isAbout)) void readAgain()
    },
    onTooOld: inTurn,
  })
  return () => {
    isOver = true
    clearTimeout(timer)
    leave()
  }
}
