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
  const readAgain = async (): Promise<void> => {
    clearTimeout(timer)
    try {
      await read()
      pause = firstPause
    } catch {
      if (!isOver) timer = setTimeout(() => void readAgain(), pause)
      pause = Math.min(longestPause, 2 * pause)
    }
  }
  const leave = connection().follow(stream, after, {
    onEntries: (entries) => {
      if (entries.some(isAbout)) void readAgain()
    },
    onTooOld: read,
  })
  return () => {
    isOver = true
    clearTimeout(timer)
    leave()
  }
}
