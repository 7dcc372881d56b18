import { createSubscriber } from 'svelte/reactivity'
import { onWaking } from '../client/waking.ts'
import type { Instant } from '../domain/time.ts'

/** The time of day for what is on screen: whatever reads `now` is drawn anew at every full step and on waking. */
class Clock {
  readonly #follow: () => void

  constructor(step: number) {
    this.#follow = createSubscriber((update) => {
      let timer: ReturnType<typeof setTimeout>
      const wait = () => {
        timer = setTimeout(
          () => {
            update()
            wait()
          },
          step - (Date.now() % step),
        )
      }
      wait()
      // Timers stood still while the device slept: the minute that was waited for may be yesterday's.
      const stop = onWaking(() => {
        clearTimeout(timer)
        update()
        wait()
      })
      return () => {
        stop()
        clearTimeout(timer)
      }
    })
  }

  get now(): Instant {
    this.#follow()
    return Date.now()
  }
}

/** For clocks on a wall. */
export const everySecond = new Clock(1000)

/** For countdowns and ages: a figure that changes each second is read by nobody. */
export const everyMinute = new Clock(60_000)
