import { type AssignmentState, isFinished, isOpen, isOverdue, type Work } from './assignment.ts'
import { dayOf, type Day, type Instant } from './time.ts'

/** How far a set of assignments is. Overdue work is counted there and not in its state. */
export type Progress = Record<Exclude<AssignmentState, 'cancelled'>, number> & {
  overdue: number
  /** Done, verified or not. */
  finished: number
  total: number
}

/** Counts assignments; cancelled ones are no work and are left out. */
export function progressOf(assignments: Iterable<Work>, now: Instant): Progress {
  const progress: Progress = {
    assigned: 0,
    accepted: 0,
    done: 0,
    verified: 0,
    returned: 0,
    declined: 0,
    overdue: 0,
    finished: 0,
    total: 0,
  }
  for (const assignment of assignments) {
    if (assignment.state === 'cancelled') continue
    progress.total += 1
    if (isFinished(assignment.state)) progress.finished += 1
    if (isOverdue(assignment, now)) progress.overdue += 1
    else progress[assignment.state] += 1
  }
  return progress
}

/** The work of a day: due on it, or due before and not finished when it began. Work finished ahead counts on its due day. */
export function isWorkOf(assignment: Work, day: Day, timeZone: string): boolean {
  if (assignment.state === 'cancelled') return false
  const due = dayOf(assignment.dueAt, timeZone)
  if (due >= day) return due === day
  if (isOpen(assignment.state)) return true
  return assignment.doneAt !== null && dayOf(assignment.doneAt, timeZone) >= day
}
