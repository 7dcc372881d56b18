import { isOpen, isOverdue, type Work } from './assignment.ts'
import type { Campaign } from './campaign.ts'
import { isWorkOf } from './progress.ts'
import { dayOf, type Instant } from './time.ts'

/** What somebody should act on, most urgent first. */
export type Attention =
  | { kind: 'nothing_done'; unitIds: number[]; dueAt: Instant; assignmentIds: number[] }
  | { kind: 'overdue'; unitIds: number[]; dueAt: Instant; assignmentIds: number[] }
  | { kind: 'declined'; unitIds: number[]; assignmentIds: number[] }

/** Due this soon with nothing done: said before anyone asks. */
export const soon = 3 * 3_600_000

type Plan = { campaign: Pick<Campaign, 'timeZone'>; assignments: Readonly<Record<number, Work>> }

/** What somebody should look at now, the most pressing kind first. */
export function attentionOf(board: Plan, now: Instant): Attention[] {
  const work = Object.values(board.assignments)
  const found: Attention[] = []
  const idle = idleUnits(board, work, now)
  if (idle.length > 0) found.push({ kind: 'nothing_done', ...named(idle), dueAt: earliest(idle) })
  const late = work.filter((assignment) => isOverdue(assignment, now))
  if (late.length > 0) found.push({ kind: 'overdue', ...named(late), dueAt: earliest(late) })
  const declined = work.filter((assignment) => assignment.state === 'declined')
  if (declined.length > 0) found.push({ kind: 'declined', ...named(declined) })
  return found
}

/** Work due soon of units that have finished nothing of today's. */
function idleUnits(board: Plan, work: Work[], now: Instant): Work[] {
  const { timeZone } = board.campaign
  const today = work.filter((assignment) => isWorkOf(assignment, dayOf(now, timeZone), timeZone))
  const busy = new Set(
    today.filter(({ state }) => !isOpen(state) || state === 'accepted').map((a) => a.unitId),
  )
  return today.filter(
    ({ unitId, state, dueAt }) => isOpen(state) && !busy.has(unitId) && dueAt >= now && dueAt - now <= soon,
  )
}

function named(assignments: Work[]): { unitIds: number[]; assignmentIds: number[] } {
  return {
    unitIds: [...new Set(assignments.map((assignment) => assignment.unitId))],
    assignmentIds: assignments.map((assignment) => assignment.id),
  }
}

function earliest(assignments: Work[]): Instant {
  return Math.min(...assignments.map((assignment) => assignment.dueAt))
}
