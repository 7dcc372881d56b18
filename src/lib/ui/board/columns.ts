import type { Assignment } from '../../domain/assignment.ts'
import type { Instant } from '../../domain/time.ts'
import { type Status, statusOf } from '../status.ts'

/** Columns by what has to happen next; work given back or refused waits for the same person. */
export const columnKinds = ['assigned', 'accepted', 'done', 'failed', 'overdue', 'verified'] as const
export type ColumnKind = (typeof columnKinds)[number]

const columnOf: Record<Status, ColumnKind | null> = {
  assigned: 'assigned',
  accepted: 'accepted',
  done: 'done',
  returned: 'failed',
  declined: 'failed',
  overdue: 'overdue',
  verified: 'verified',
  cancelled: null,
  waiting: null,
  notSent: null,
}

/** Work by column: open work by due time, finished work the newest first. */
export function columnsOf(shown: readonly Assignment[], now: Instant): Record<ColumnKind, Assignment[]> {
  const columns: Record<ColumnKind, Assignment[]> = {
    assigned: [],
    accepted: [],
    done: [],
    failed: [],
    overdue: [],
    verified: [],
  }
  for (const assignment of shown) {
    const kind = columnOf[statusOf(assignment, now)]
    if (kind) columns[kind].push(assignment)
  }
  for (const kind of columnKinds) {
    const isFinished = kind === 'done' || kind === 'verified'
    columns[kind].sort((a, b) =>
      isFinished ? (b.doneAt ?? 0) - (a.doneAt ?? 0) || a.id - b.id : a.dueAt - b.dueAt || a.id - b.id,
    )
  }
  return columns
}
