import { soon } from '../../domain/attention.ts'
import { type Assignment, isFinished, isOpen } from '../../domain/assignment.ts'
import { formatCountdown } from '../format.ts'
import type { Instant } from '../../domain/time.ts'
import type { IconName } from '../icons/shapes.ts'
import { statusIcons, statusOf } from '../status.ts'
import type { Words } from '../words/words.svelte.ts'
import { shortDue, shortMoment } from './cell-words.ts'

type Timing = { icon: IconName; text: string; tone: 'calm' | 'soon' | 'late' }

/** The time that matters on a card: when it was done, how long is left, or how late it is. */
export function countdownOf(
  assignment: Pick<Assignment, 'state' | 'dueAt' | 'doneAt'>,
  { words, now }: { words: Words; now: Instant },
): Timing {
  const { state, dueAt, doneAt } = assignment
  const status = statusOf(assignment, now)
  if (status === 'overdue') {
    const text = words.untilDue(dueAt, now)
    return {
      icon: 'late',
      text: text.charAt(0).toLocaleLowerCase(words.locale) + text.slice(1),
      tone: 'late',
    }
  }
  if (isFinished(state) && doneAt !== null) {
    return { icon: statusIcons[status], text: shortMoment(doneAt, { words, now }), tone: 'calm' }
  }
  if (isOpen(state) && dueAt - now <= soon) {
    return { icon: 'clock', text: words.t.time.left(formatCountdown(dueAt - now)), tone: 'soon' }
  }
  return { icon: 'clock', text: words.t.board.dueAt(shortDue(dueAt, { words, now })), tone: 'calm' }
}
