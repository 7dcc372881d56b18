import type { Connection } from '../client/connection.svelte.ts'

/** Whether the line under a head says how true the screen is: then the head need not say it in words too. */
export function isSaidInLine({ state, asOf }: Pick<Connection, 'state' | 'asOf'>): boolean {
  if (state === 'signed_out') return true
  return asOf !== null && (state === 'reconnecting' || state === 'stale' || state === 'offline')
}
