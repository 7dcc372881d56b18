import type { Instant } from '../domain/time.ts'

/** The server says something every 5 s: after a longer silence than this, in milliseconds, a line may be dead. */
export const quietAfter = 12_000
/** Clocks are put right by a little all the time, in milliseconds. */
const correction = 1_000

/** Tells by the clock whether a device slept between two moments in which it ran, or its clock was set. */
export class Pulse {
  #last: Instant

  constructor(now: Instant) {
    this.#last = now
  }

  /** True: what was last known may be hours old. */
  beat(now: Instant): boolean {
    const passed = now - this.#last
    this.#last = now
    return passed > quietAfter || passed < -correction
  }
}
