import type { Assignment } from '../../domain/assignment.ts'
import { dayOf, instantOf, type Instant } from '../../domain/time.ts'
import { homeTimeZone } from '../format.ts'
import type { Words } from '../words/words.svelte.ts'
import type { StepKind } from './steps.ts'

/** What the dialog of a step is called. */
export function stepTitle(kind: StepKind, count: number, words: Words): string {
  const { step, acted } = words.t.board
  switch (kind) {
    case 'return':
      return step.returnTitle(count)
    case 'cancel':
      return step.cancelTitle(count)
    case 'decline':
      return step.declineTitle
    case 'extend':
      return step.extendTitle(count)
    case 'reassign':
      return step.reassignTitle(count)
    case 'verify':
      return step.verifyTitle(count)
    case 'remind':
      return step.remindTitle(count)
    case 'accept':
      return acted.accept(count)
    default:
      return kind satisfies never
  }
}

/** Those that are no longer as they were seen. */
export function changedSince(
  seen: ReadonlyMap<number, Assignment>,
  now: readonly Assignment[],
): Assignment[] {
  return now.filter((assignment) => {
    const was = seen.get(assignment.id)
    return (
      was !== undefined &&
      (was.state !== assignment.state || was.unitId !== assignment.unitId || was.dueAt !== assignment.dueAt)
    )
  })
}

const dayLength = 86_400_000

/** The due time offered when extending: a day later, or the end of tomorrow's work when it is past already. */
export function firstDue(some: readonly Assignment[], now: Instant): Instant {
  const last = Math.max(0, ...some.map(({ dueAt }) => dueAt))
  if (last > now) return last + dayLength
  return instantOf(`${dayOf(now + dayLength, homeTimeZone)}T17:00`, homeTimeZone) ?? now + dayLength
}
