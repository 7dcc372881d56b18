import type { LiveCampaign } from '../../client/live-campaign.svelte.ts'
import type { Ask, Refused, Reply } from '../../protocol/commands.ts'
import { toasts } from '../toasts.svelte.ts'
import type { Words } from '../words/words.svelte.ts'

type Said = {
  words: Words
  /** What a toast says once it is through; nothing without. */
  done?: string
  /** Says a refusal where it belongs, such as in a form, in place of the toast. */
  refused?: (refusal: Refused) => void
}

/** Commands that can be taken back by who gave them, for a while (rule: domain/assignment.ts, undo). */
const undoable = new Set<Ask['kind']>([
  'accept',
  'decline',
  'markDone',
  'verify',
  'return',
  'cancel',
  'reassign',
  'extend',
])

/**
 * Sends a command and says what came of it: a toast with undo where it can be undone, or why it was refused. The
 * screen shows the change at once; without a network the reply is long in coming, and the item waits in sight.
 */
export async function act(
  live: LiveCampaign,
  ask: Ask,
  { words, done, refused: sayRefusal }: Said,
): Promise<Reply> {
  const reply = await live.send(ask)
  if (!reply.ok) {
    if (sayRefusal) sayRefusal(reply)
    else toasts.problem(words.error(reply.code, reply.data))
    return reply
  }
  const { refused } = reply.result
  if (Array.isArray(refused) && refused.length > 0) {
    toasts.problem(words.t.common.partly(refused.length))
  }
  if (done !== undefined)
    toasts.show(done, undoable.has(ask.kind) ? { undo: () => undo(live, ask, { words }) } : {})
  return reply
}

function undo(live: LiveCampaign, ask: Ask, { words }: { words: Words }): void {
  const { id: campaignId } = live.board.campaign
  const assignmentIds =
    'assignmentIds' in ask ? ask.assignmentIds : 'assignmentId' in ask ? [ask.assignmentId] : []
  void act(live, { kind: 'undo', campaignId, assignmentIds }, { words })
}
