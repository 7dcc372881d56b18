import { type Assignment, type AssignmentState, isOverdue } from '../domain/assignment.ts'
import type { ChannelKind } from '../domain/channel.ts'
import type { ContentType } from '../domain/coverage.ts'
import type { Instant } from '../domain/time.ts'
import type { IconName } from './icons/shapes.ts'

/** What a screen says about an assignment: its state, that it is late, or that its change has not left this device. */
export type Status = AssignmentState | 'overdue' | 'waiting' | 'notSent'

export function statusOf(assignment: Pick<Assignment, 'state' | 'dueAt'>, now: Instant): Status {
  return isOverdue(assignment, now) ? 'overdue' : assignment.state
}

export const statusIcons: Record<Status, IconName> = {
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
}

export const channelIcons: Record<ChannelKind, IconName> = {
  portal: 'globe',
  fanpage: 'thumb',
  zalo: 'chat',
  press: 'newspaper',
  radio_tv: 'radio',
  youtube: 'video',
  direct: 'megaphone',
  bulletin: 'clipboard',
}

export const contentIcons: Record<ContentType, IconName> = {
  news: 'article',
  article: 'document',
  in_depth: 'book',
  reportage: 'camcorder',
  photos: 'image',
  video: 'film',
  livestream: 'live',
  infographic: 'chart',
}
