import { invalidate } from '$app/navigation'
import { connection } from './connection.svelte.ts'

/** Loads that read units, channels, campaigns or people say `depends('live:org')`, `depends('live:people')`. */
export type OrgStream = 'org' | 'people'

/**
 * Loads anew what depends on a stream of the organisation whenever it moves. `after` is the seq the page was
 * loaded at; null: from now on. Gives the function that stops it.
 */
export function followOrg(stream: OrgStream, after: number | null = null): () => void {
  if (typeof window === 'undefined') return () => undefined
  const loadAnew = (): void => void invalidate(`live:${stream}`)
  return connection().follow(stream, after, {
    onEntries: loadAnew,
    onTooOld: async () => {
      loadAnew()
      return null
    },
  })
}
