import type { Assignment } from '../../domain/assignment.ts'
import type { Board } from '../../domain/board.ts'
import { campaignState } from '../../domain/campaign.ts'
import { DomainError } from '../../domain/error.ts'
import { stepAll, type StepCommand } from '../../domain/steps.ts'
import type { Instant } from '../../domain/time.ts'
import type { IconName } from '../icons/shapes.ts'
import type { Messages } from '../words/vi.ts'

/** What can be done to assignments on the board. */
export type StepKind = Exclude<StepCommand['kind'], 'undo'>

export type WhyNot = keyof Messages['board']['whyNot']

export const stepIcons: Record<StepKind, IconName> = {
  accept: 'dot',
  decline: 'cross',
  verify: 'checks',
  return: 'return',
  remind: 'bell',
  extend: 'clock',
  reassign: 'people',
  cancel: 'slash',
}

/** The verb on its button. */
export const stepWords = {
  accept: 'accept',
  decline: 'decline',
  verify: 'verify',
  return: 'giveBack',
  remind: 'remind',
  extend: 'extend',
  reassign: 'reassign',
  cancel: 'cancel',
} as const satisfies Record<StepKind, keyof Messages['status']>

type Who = {
  board: Board
  mayCoordinate: boolean
  mayRemind: (unitId: number) => boolean
  mayWorkFor: (unitId: number) => boolean
}

/** What this person may do to it in some state, the most likely first. */
export function stepsFor(who: Who, { unitId, state }: Pick<Assignment, 'unitId' | 'state'>): StepKind[] {
  const steps: StepKind[] = []
  if (who.mayCoordinate) {
    const check = ['verify', 'return'] as const
    const push = ['remind', 'extend'] as const
    const anew = ['reassign', 'cancel'] as const
    if (state === 'declined' || state === 'cancelled') steps.push(...anew, ...push, ...check)
    else if (state === 'done' || state === 'verified') steps.push(...check, ...push, ...anew)
    else steps.push(...push, ...anew, ...check)
  } else {
    if (who.mayRemind(unitId)) steps.push('remind')
    if (who.mayWorkFor(unitId)) steps.push('accept', 'decline')
  }
  return steps
}

/** Null when the step can be taken now; else which sentence says why not. */
export function whyNot(board: Board, assignment: Assignment, kind: StepKind): WhyNot | null {
  const state = campaignState(board.campaign)
  if (state === 'closed') return 'closed'
  if (state === 'prepared' && (kind === 'accept' || kind === 'decline')) return 'prepared'
  return canTake(assignment, kind) ? null : kind
}

/** Those of them that can take the step now. */
export function ableTo(board: Board, some: readonly Assignment[], kind: StepKind): Assignment[] {
  return some.filter((assignment) => whyNot(board, assignment, kind) === null)
}

/** Asked of the very rule that will decide, so that there is no second one. */
function canTake(assignment: Assignment, kind: StepKind): boolean {
  const at: Instant = assignment.stateAt
  try {
    stepAll([assignment], tryOut(kind, assignment), { by: null, at })
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}

function tryOut(kind: StepKind, { id, unitId, dueAt }: Assignment): StepCommand {
  const assignmentIds = [id]
  switch (kind) {
    case 'accept':
    case 'verify':
    case 'remind':
      return { kind, assignmentIds }
    case 'decline':
    case 'return':
    case 'cancel':
      return { kind, assignmentIds, reason: '?' }
    case 'extend':
      return { kind, assignmentIds, dueAt }
    case 'reassign':
      return { kind, assignmentIds, unitId, personId: null }
    default:
      return kind satisfies never
  }
}
