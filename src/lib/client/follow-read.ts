import type { AnyFact, Entry } from '../domain/entry.ts'
import { connection } from './connection.svelte.ts'

/** Milliseconds until what did not come is asked for again, at first and at most: it may never be for this person again. */
const firstPause = 2_000
const longestPause = 60_000

type Reading = {
  /** Whether an entry may have changed what is read. */
  isAbout: (entry: Entry<AnyFact>) => boolean
  /** Throws when it does not come: it is asked for again until it does. */
  read: () => Promise<void>
}

/** Follows a stream from now on for what a screen reads as a whole, until the function it gives is called. */
export function followRead(stream: string, { isAbout, read }: Reading): () => void {
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
  const leave = connection().follow(stream, null, {
    onEntries: (entries) => {
      if (entries.some(isAbout)) void readAgain()
    },
    onTooOld: async () => {
      await read()
      return null
    },
  })
  return () => {
    isOver = true
    clearTimeout(timer)
    leave()
  }
}
