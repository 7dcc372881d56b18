import type { Attention } from '../../domain/attention.ts'
import { toasts } from '../toasts.svelte.ts'
import type { Words } from '../words/words.svelte.ts'

type From = { personId: number; campaignId: number; words: Words }

/** Reminds the units an attention names, and says what came of it. */
export async function remind(attention: Attention, { personId, campaignId, words }: From): Promise<void> {
  const { outboxOf, replyOrHeld } = await sending()
  const { assignmentIds, unitIds } = attention
  const outbox = outboxOf(personId)
  const asked = outbox.ask({ kind: 'remind', campaignId, assignmentIds })
  if ((await replyOrHeld(outbox, asked)) === 'held') toasts.show(words.t.paste.held, { icon: 'sync' })
  const reply = await asked
  if (reply.ok) toasts.show(words.t.wall.reminded(unitIds.length))
  else toasts.problem(words.error(reply.code, reply.data))
}

/** The server is heard again: what waits goes out now. */
export async function heardAgain(personId: number): Promise<void> {
  const { outboxOf } = await sending()
  await outboxOf(personId).heardAgain()
}

/** A television never needs it. */
async function sending() {
  const [{ outboxOf }, { replyOrHeld }] = await Promise.all([
    import('../../client/outbox.svelte.ts'),
    import('../../client/held.svelte.ts'),
  ])
  return { outboxOf, replyOrHeld }
}
