import { Pulse } from './pulse.ts'

/** A device that wakes notices within this long, in milliseconds; a hidden tab's timers run once a second or less. */
const tick = 500

const listeners = new Set<() => void>()
let pulse: Pulse | null = null

/** Calls back when this device woke: nothing ran for a while, and what is on screen may be of another day. */
export function onWaking(listener: () => void): () => void {
  if (!pulse) watch()
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/**
 * Looks at the clock now rather than at the next tick, and tells everybody when the device woke: whatever a dead line
 * had ready is heard before any timer runs.
 */
export function hasWoken(): boolean {
  if (!pulse?.beat(Date.now())) return false
  for (const listener of [...listeners]) listener()
  return true
}

function watch(): void {
  pulse = new Pulse(Date.now())
  setInterval(hasWoken, tick)
  for (const name of ['focus', 'pageshow', 'online']) addEventListener(name, hasWoken)
  for (const name of ['visibilitychange', 'resume']) document.addEventListener(name, hasWoken)
}
