import type { Reply } from '../protocol/commands.ts'
import type { Outbox } from './outbox.svelte.ts'

/** How long a form waits for its answer before it calls the item held, in milliseconds. */
const patience = 4_000

/** The reply, or 'held' as soon as it is clear that the item stays on this device for now: a form may close then. */
export function replyOrHeld(outbox: Outbox, reply: Promise<Reply>): Promise<Reply | 'held'> {
  let stop = () => {}
  const held = new Promise<'held'>((resolve) => {
    const timer = setTimeout(() => resolve('held'), patience)
    let wasTried = !navigator.onLine
    const stopWatching = $effect.root(() => {
      // The outbox moves by itself, outside of any component.
      $effect(() => {
        if (outbox.state === 'sending') wasTried = true
        if (wasTried && (outbox.state === 'waiting' || outbox.state === 'signed_out')) resolve('held')
      })
    })
    stop = () => {
      clearTimeout(timer)
      stopWatching()
    }
  })
  return Promise.race([reply, held]).finally(() => stop())
}
