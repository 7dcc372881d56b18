import { invalidate } from '$app/navigation'
import { navigating } from '$app/state'
import { connection } from './connection.svelte.ts'

/** Loads that read units, channels, campaigns or people say `depends('live:org')`, `depends('live:people')`. */
export type OrgStream = 'org' | 'people'

/**
 * Loads anew what depends on a stream of the organisation whenever it moves. `after` is the seq the page was
 * loaded at; null: from now on. Gives the function that stops it.
 */
export function followOrg(stream: OrgStream, after: number | null = null): () => void {
  if (typeof window === 'undefined') return () => undefined
  // Loading anew would cancel a navigation on its way, such as the one after a form of one's own: it comes after.
  const loadAnew = async (): Promise<void> => {
    // One that is cancelled is over as well.
    await navigating.complete?.catch(() => undefined)
    await invalidate(`live:${stream}`)
  }
  return connection().follow(stream, after, {
    onEntries: () => void loadAnew(),
    onTooOld: async () => {
      void loadAnew()
      return null
    },
  })
}
