import { dev } from '$app/environment'

/**
 * Lets the officer's list open without a network, see src/service-worker.ts. Browsers offer it on https only; while
 * developing it would answer with what is no longer true.
 */
export async function keepForOffline(): Promise<void> {
  if (dev || !('serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register('/service-worker.js')
    const { active } = await navigator.serviceWorker.ready
    const used = performance.getEntriesByType('resource').map(({ name }) => name)
    active?.postMessage({ keep: used })
  } catch {
    // A browser that forbids it: the list needs a network there.
  }
}
