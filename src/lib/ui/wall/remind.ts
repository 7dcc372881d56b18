import type { Attention } from '../../domain/attention.ts'
import { toasts } from '../toasts.svelte.ts'
import type { Words } from '../words/words.svelte.ts'

type From = { personId: number; campaignId: number; words: Words }

/** Reminds the units an attention names, and says what came of it. */
export async function remind(attention: Attention, { personId, campaignId, words }: From): Promise<void> {
  // A television never needs it.
  const { outboxOf } = await import('../../client/outbox.svelte.ts')
  const { assignmentIds, unitIds } = attention
  const reply = await outboxOf(personId).ask({ kind: 'remind', campaignId, assignmentIds })
  if (reply.ok) toasts.show(words.t.wall.reminded(unitIds.length))
  else toasts.problem(words.error(reply.code, reply.data))
}
