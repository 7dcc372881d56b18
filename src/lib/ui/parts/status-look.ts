import type { AssignmentState } from '../../domain/assignment.ts'
import type { IconName } from '../icons/shapes.ts'

/** What a chip can say: the states of an assignment, overdue, and an action still on this device. */
export type ShownStatus = AssignmentState | 'overdue' | 'waiting' | 'notSent'

export const statusIcons = {
  assigned: 'dashed',
  accepted: 'dot',
  done: 'check',
  verified: 'checks',
  returned: 'return',
  declined: 'cross',
  cancelled: 'slash',
  overdue: 'late',
  waiting: 'sync',
  notSent: 'alert',
} as const satisfies Record<ShownStatus, IconName>
