import type { BeforeNavigate } from '@sveltejs/kit'

/** Milliseconds somebody who pressed a link waits for a line that says nothing. */
const patience = 4_000

/** Whether a step leads to a page that has to be fetched. What a page shows of itself it has, as does a phone its list. */
export function needsServer({ type, from, to }: BeforeNavigate): boolean {
  const isStep = type === 'link' || type === 'goto' || type === 'popstate'
  if (!isStep || !to || to.url.pathname === from?.url.pathname) return false
  return !(isKept.has(to.url.pathname) && navigator.serviceWorker?.controller)
}

/** See src/service-worker.ts. */
const isKept: ReadonlySet<string> = new Set(['/', '/tasks'])

/** Whether the server answers, and its database. */
export async function isServerThere(): Promise<boolean> {
  const asked = fetch('/readyz', { cache: 'no-store', signal: AbortSignal.timeout(patience) })
  return asked.then(
    ({ ok }) => ok,
    () => false,
  )
}
