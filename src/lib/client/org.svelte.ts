import { untrack } from 'svelte'
import { invalidate } from '$app/navigation'
import { navigating } from '$app/state'
import { connection } from './connection.svelte.ts'

/** Loads that read units, channels, campaigns or people say `depends('live:org')`, `depends('live:people')`. */
export type OrgStream = 'org' | 'people'

/**
 * Loads anew what depends on a stream of the organisation whenever it moves. `seq` tells where the stream stood before
 * what is on screen was loaded. Gives the function that stops it.
 */
export function followOrg(stream: OrgStream, seq: () => number): () => void {
  if (typeof window === 'undefined') return () => undefined
  // Loading anew would cancel a navigation on its way, such as the one after a form of one's own: it comes after.
  const loadAnew = async (): Promise<void> => {
    // One that is cancelled is over as well.
    await navigating.complete?.catch(() => undefined)
    await invalidate(`live:${stream}`)
  }
  let after = untrack(seq)
  return connection().follow(stream, after, {
    onEntries: () => void loadAnew(),
    onTooOld: async () => {
      await loadAnew()
      if (seq() === after) throw new Error(`what follows ${stream} was not loaded anew`)
      return (after = seq())
    },
  })
}
