import * as assignments from './assignment.ts'
import type { Assignment, Step } from './assignment.ts'
import type { CampaignFact } from './entry.ts'
import { DomainError } from './error.ts'
import type { Instant } from './time.ts'

/** Commands that move assignments from one state to the next. */
export type StepCommand = { assignmentIds: number[] } & (
  | { kind: 'accept' }
  | { kind: 'decline'; reason: string }
  | { kind: 'verify' }
  | { kind: 'return'; reason: string }
  | { kind: 'remind' }
  | { kind: 'cancel'; reason: string }
  | { kind: 'reassign'; unitId: number; personId: number | null }
  | { kind: 'extend'; dueAt: Instant }
  | { kind: 'undo' }
)

export type Refusal = { assignmentId: number; error: DomainError }

/**
 * What a command makes of assignments: those it can move, moved, and why not the others. The server writes the
 * fact; the sender's screen shows it until the entry comes. Throws the first refusal when nothing can move.
 */
export function stepAll(
  loaded: readonly Assignment[],
  command: StepCommand,
  step: Step,
): { fact: CampaignFact; refusals: Refusal[] } {
  const moved: Assignment[] = []
  const refusals: Refusal[] = []
  for (const assignment of loaded) {
    try {
      moved.push(stepOne(assignment, command, step))
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      refusals.push({ assignmentId: assignment.id, error })
    }
  }
  if (moved.length === 0) throw refusals[0]?.error ?? new DomainError('not_found')
  return { fact: { kind: factKinds[command.kind], body: { assignments: moved } }, refusals }
}

function stepOne(assignment: Assignment, command: StepCommand, step: Step): Assignment {
  switch (command.kind) {
    case 'accept':
      return assignments.accept(assignment, step)
    case 'decline':
      return assignments.decline(assignment, step, command)
    case 'verify':
      return assignments.verify(assignment, step)
    case 'return':
      return assignments.giveBack(assignment, step, command)
    case 'remind':
      return assignments.remind(assignment, step)
    case 'cancel':
      return assignments.cancel(assignment, step, command)
    case 'reassign':
      return assignments.reassign(assignment, step, { unitId: command.unitId, personId: command.personId })
    case 'extend':
      return assignments.extend(assignment, step, command)
    case 'undo':
      return assignments.undo(assignment, step)
    default:
      return command satisfies never
  }
}

const factKinds = {
  accept: 'assignment.accepted',
  decline: 'assignment.declined',
  verify: 'assignment.verified',
  return: 'assignment.returned',
  remind: 'assignment.reminded',
  cancel: 'assignment.cancelled',
  reassign: 'assignment.reassigned',
  extend: 'assignment.extended',
  undo: 'assignment.reverted',
} as const satisfies Record<StepCommand['kind'], CampaignFact['kind']>
