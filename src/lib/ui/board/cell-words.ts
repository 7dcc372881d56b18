import { type Assignment, isFinished } from '../../domain/assignment.ts'
import type { Instant } from '../../domain/time.ts'
import { type Status, statusOf } from '../status.ts'
import type { Words } from '../words/words.svelte.ts'

type Told = Pick<Assignment, 'state' | 'dueAt' | 'doneAt'>

/** What a cell has room for: when it was finished, how late it is, or its status. */
export function cellText(assignment: Told, { words, now }: { words: Words; now: Instant }): string {
  const status = statusOf(assignment, now)
  if (status === 'overdue') return words.lateShort(assignment.dueAt, now)
  if (isFinished(assignment.state) && assignment.doneAt !== null)
    return shortMoment(assignment.doneAt, { words, now })
  return words.t.status[status]
}

/** Nearer than this nobody mistakes the day of an hour, in milliseconds. */
const sameDay = 18 * 3_600_000

/** 15:02 of today and the night before and after, 11/5 of other days. */
export function shortMoment(at: Instant, { words, now }: { words: Words; now: Instant }): string {
  return Math.abs(at - now) < sameDay ? words.clock(at) : words.day(words.dayOf(at))
}

/** The same of a due time: it may lie ahead as well as behind, so that one of yesterday is named by its day. */
export function shortDue(dueAt: Instant, { words, now }: { words: Words; now: Instant }): string {
  const day = words.dayOf(dueAt)
  return dueAt < now && day !== words.dayOf(now) ? words.day(day) : shortMoment(dueAt, { words, now })
}

type Named = { unit: string; coverage: string; words: Words; now: Instant }

/** "unit, coverage: status, time", for those who cannot see it. */
export function cellLabel(assignment: Told, { unit, coverage, words, now }: Named): string {
  const status: Status = statusOf(assignment, now)
  const time =
    isFinished(assignment.state) && assignment.doneAt !== null
      ? words.t.board.doneAt(words.moment(assignment.doneAt, now))
      : words.t.board.dueAt(words.moment(assignment.dueAt, now))
  return words.t.board.cell(unit, coverage, words.t.status[status], time)
}
