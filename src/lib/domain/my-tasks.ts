import { type Assignment, isFinished, isOpen } from './assignment.ts'
import { isWorkOf } from './progress.ts'
import { dayOf, type Instant } from './time.ts'

export type TaskGroup = 'overdue' | 'today' | 'later'

/** Finished or answered work stays in an officer's list this long, in milliseconds. */
const shownAfter = 3 * 86_400_000

/** Work of a unit that is this person's to do: given to the unit, or to them by name. */
export function isTaskOf(
  { unitId, personId }: Pick<Assignment, 'unitId' | 'personId'>,
  { id, unitIds }: { id: number; unitIds: ReadonlySet<number> },
): boolean {
  return unitIds.has(unitId) && (personId === null || personId === id)
}

/** Where open work stands. In the order of due times overdue comes first by itself. */
export function groupOf(
  { dueAt }: Pick<Assignment, 'dueAt'>,
  { now, timeZone }: { now: Instant; timeZone: string },
): TaskGroup {
  if (dueAt < now) return 'overdue'
  return dayOf(dueAt, timeZone) === dayOf(now, timeZone) ? 'today' : 'later'
}

/** Earliest due first; the order holds still while time passes. */
export function byDue(a: Pick<Assignment, 'id' | 'dueAt'>, b: Pick<Assignment, 'id' | 'dueAt'>): number {
  return a.dueAt - b.dueAt || a.id - b.id
}

/** Done, verified or declined, and still worth showing: of today, or changed not long ago. */
export function isRecentlySettled(
  assignment: Assignment,
  { now, timeZone }: { now: Instant; timeZone: string },
): boolean {
  if (isOpen(assignment.state) || assignment.state === 'cancelled') return false
  return (
    now - assignment.stateAt < shownAfter ||
    (isFinished(assignment.state) && isWorkOf(assignment, dayOf(now, timeZone), timeZone))
  )
}
