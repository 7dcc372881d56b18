import type { Board } from '../../domain/board.ts'
import type { Progress } from '../../domain/progress.ts'
import { dayOf, type Day, daysBetween, type Instant } from '../../domain/time.ts'
import { noFilter, planDays, type PlanFilter, type PlannedCoverage, type PlannedEvent } from './plan-list.ts'

/** More days than this are not drawn side by side. */
const mostColumns = 180

/** Where something stands: columns count days from the first one drawn, both ends included. */
export type Span = { from: number; to: number }

export type Lane = {
  planned: PlannedEvent
  /** When the event is on; null for the theme, which is on all along. */
  span: Span | null
  phase: 'past' | 'now' | 'coming'
  /** Coverages under the day they are due, those of one day below each other. */
  marks: { planned: PlannedCoverage; column: number; row: number }[]
  /** How many rows of marks. */
  rows: number
}

export type Timeline = { days: Day[]; lanes: Lane[] }

/** The plan as days side by side: those of the campaign, and further ones on which something is planned. */
export function timelineOf(board: Board, filter: PlanFilter, now: Instant): Timeline {
  const planned = planDays(board, filter, now).flatMap(({ events }) => events)
  const days = daysOf(board, now)
  return { days, lanes: planned.map((one) => laneOf(one, { days, timeZone: board.campaign.timeZone, now })) }
}

/** What a mark says at a glance: late work, all done, under way, or nothing done yet. */
export function lookOf(progress: Progress): 'late' | 'done' | 'underway' | 'waiting' {
  if (progress.overdue > 0) return 'late'
  if (progress.total > 0 && progress.finished === progress.total) return 'done'
  return progress.finished > 0 || progress.accepted > 0 ? 'underway' : 'waiting'
}

function daysOf(board: Board, now: Instant): Day[] {
  const { startsOn, endsOn, timeZone } = board.campaign
  const all = planDays(board, noFilter, now).flatMap(({ events }) => events)
  const planned = all.flatMap(({ event, coverages }) => [
    ...(event ? [dayOf(event.startsAt, timeZone), dayOf(event.endsAt ?? event.startsAt, timeZone)] : []),
    ...coverages.map(({ coverage }) => dayOf(coverage.dueAt, timeZone)),
  ])
  const sorted = [startsOn, endsOn, ...planned].sort()
  return daysBetween(sorted[0] ?? startsOn, sorted.at(-1) ?? endsOn).slice(0, mostColumns)
}

function laneOf(
  planned: PlannedEvent,
  { days, timeZone, now }: { days: readonly Day[]; timeZone: string; now: Instant },
): Lane {
  const column = (at: Instant) => columnOf(dayOf(at, timeZone), days)
  const { event } = planned
  const onDay = new Map<number, number>()
  const marks = planned.coverages.map((one) => {
    const at = column(one.coverage.dueAt)
    const row = onDay.get(at) ?? 0
    onDay.set(at, row + 1)
    return { planned: one, column: at, row }
  })
  const endsAt = event ? (event.endsAt ?? event.startsAt) : now
  const today = dayOf(now, timeZone)
  return {
    planned,
    span: event && { from: column(event.startsAt), to: column(endsAt) },
    phase: !event
      ? 'coming'
      : dayOf(endsAt, timeZone) < today
        ? 'past'
        : dayOf(event.startsAt, timeZone) > today
          ? 'coming'
          : 'now',
    marks,
    rows: Math.max(1, ...onDay.values()),
  }
}

/** Past the last day drawn, the last one. */
function columnOf(day: Day, days: readonly Day[]): number {
  const found = days.indexOf(day)
  return found === -1 ? days.length - 1 : found
}
