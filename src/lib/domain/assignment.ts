import { type ChannelKind, needsLink } from './channel.ts'
import { DomainError } from './error.ts'
import type { Instant } from './time.ts'

export const assignmentStates = [
  'assigned',
  'accepted',
  'done',
  'verified',
  'returned',
  'declined',
  'cancelled',
] as const
export type AssignmentState = (typeof assignmentStates)[number]

/** A coverage given to a unit and, if wished, to one person of it. */
export type Assignment = {
  id: number
  coverageId: number
  unitId: number
  personId: number | null
  dueAt: Instant
  state: AssignmentState
  stateBy: number | null
  stateAt: Instant
  /** Why it was returned, declined or cancelled. */
  reason: string | null
  doneBy: number | null
  doneAt: Instant | null
  remindedBy: number | null
  remindedAt: Instant | null
  /** The facts its latest change replaced. */
  before: Before | null
}

/** What progress is counted from: all that a wall needs of an assignment. */
export type Work = Pick<Assignment, 'id' | 'unitId' | 'dueAt' | 'state' | 'doneAt'>

/** What undo puts back. */
export type Before = Pick<
  Assignment,
  'unitId' | 'personId' | 'dueAt' | 'state' | 'stateBy' | 'stateAt' | 'reason' | 'doneBy' | 'doneAt'
>

export type Step = { by: number | null; at: Instant }

/** Work the unit still has to do. */
export function isOpen(state: AssignmentState): boolean {
  return state === 'assigned' || state === 'accepted' || state === 'returned'
}

/** Open and past due: derived, never stored. */
export function isOverdue(assignment: Pick<Assignment, 'state' | 'dueAt'>, now: Instant): boolean {
  return isOpen(assignment.state) && assignment.dueAt < now
}

export function isFinished(state: AssignmentState): boolean {
  return state === 'done' || state === 'verified'
}

/** Throws wrong_state unless it is assigned and unanswered. */
export function accept(assignment: Assignment, step: Step): Assignment {
  requireState(assignment, ['assigned'])
  return move(assignment, 'accepted', step)
}

/** Throws wrong_state unless it waits for its unit; reason_needed without a reason. */
export function decline(assignment: Assignment, step: Step, { reason }: { reason: string }): Assignment {
  requireState(assignment, ['assigned', 'accepted'])
  return move(assignment, 'declined', step, { reason: requireReason(reason) })
}

/** Done is defined by evidence: a post, or a photo where the channel has no links. */
export function checkEvidence(channelKind: ChannelKind, evidence: { posts: number; photos: number }): void {
  if (evidence.posts > 0 || (evidence.photos > 0 && !needsLink(channelKind))) return
  throw new DomainError('evidence_needed', { channelKind, photoWillDo: !needsLink(channelKind) })
}

/** Accepting first is optional: assigned -> done in one go. Evidence is checked by checkEvidence. */
export function markDone(assignment: Assignment, step: Step): Assignment {
  requireState(assignment, ['assigned', 'accepted', 'returned'])
  return { ...move(assignment, 'done', step), doneBy: step.by, doneAt: step.at }
}

/** Throws wrong_state unless it is done and waits for it. */
export function verify(assignment: Assignment, step: Step): Assignment {
  requireState(assignment, ['done'])
  return move(assignment, 'verified', step)
}

/** Throws as verify does; reason_needed without a reason. */
export function giveBack(assignment: Assignment, step: Step, { reason }: { reason: string }): Assignment {
  requireState(assignment, ['done'])
  return move(assignment, 'returned', step, { reason: requireReason(reason) })
}

/** Any open state, or declined, can be cancelled; finished work cannot. */
export function cancel(assignment: Assignment, step: Step, { reason }: { reason: string }): Assignment {
  requireState(assignment, ['assigned', 'accepted', 'returned', 'declined'])
  return move(assignment, 'cancelled', step, { reason: reason.trim() || null })
}

/** Gives the work to another unit or person; it starts again as assigned. */
export function reassign(
  assignment: Assignment,
  step: Step,
  to: { unitId: number; personId: number | null },
): Assignment {
  requireState(assignment, ['assigned', 'accepted', 'returned', 'declined'])
  return { ...move(assignment, 'assigned', step), ...to }
}

export function extend(assignment: Assignment, step: Step, { dueAt }: { dueAt: Instant }): Assignment {
  requireState(assignment, ['assigned', 'accepted', 'returned'])
  return { ...move(assignment, assignment.state, step, { reason: assignment.reason }), dueAt }
}

/** Throws wrong_state unless something is still to be done by its unit. */
export function remind(assignment: Assignment, step: Step): Assignment {
  requireState(assignment, ['assigned', 'accepted', 'returned'])
  return { ...assignment, remindedBy: step.by, remindedAt: step.at }
}

/** The screen offers undo for 8 s; the rest is for a phone that sends it late. */
export const undoWindow = 120_000

/** Takes back the latest change: by who made it, within the window. */
export function undo(assignment: Assignment, step: Step): Assignment {
  const { before } = assignment
  if (!before) throw new DomainError('undo_too_late', { assignmentId: assignment.id })
  if (assignment.stateBy !== step.by) throw new DomainError('not_yours_to_undo', { by: assignment.stateBy })
  if (step.at - assignment.stateAt > undoWindow) {
    throw new DomainError('undo_too_late', { assignmentId: assignment.id })
  }
  return { ...assignment, ...before, before: null }
}

function move(
  assignment: Assignment,
  state: AssignmentState,
  step: Step,
  { reason = null }: { reason?: string | null } = {},
): Assignment {
  return {
    ...assignment,
    state,
    stateBy: step.by,
    stateAt: step.at,
    reason,
    before: beforeOf(assignment),
  }
}

function beforeOf(assignment: Assignment): Before {
  const { unitId, personId, dueAt, state, stateBy, stateAt, reason, doneBy, doneAt } = assignment
  return { unitId, personId, dueAt, state, stateBy, stateAt, reason, doneBy, doneAt }
}

function requireState(assignment: Assignment, allowed: readonly AssignmentState[]): void {
  if (!allowed.includes(assignment.state)) {
    throw new DomainError('wrong_state', {
      assignmentId: assignment.id,
      state: assignment.state,
      by: assignment.stateBy,
      at: assignment.stateAt,
    })
  }
}

function requireReason(reason: string): string {
  const said = reason.trim()
  if (!said) throw new DomainError('reason_needed')
  return said
}
