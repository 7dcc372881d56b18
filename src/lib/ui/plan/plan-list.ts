import type { Assignment } from '../../domain/assignment.ts'
import type { Board } from '../../domain/board.ts'
import type { CampaignEvent, Coverage } from '../../domain/coverage.ts'
import { type Progress, progressOf } from '../../domain/progress.ts'
import { matches } from '../../domain/search.ts'
import { dayOf, type Day, type Instant } from '../../domain/time.ts'

/** Which event a plan is narrowed to; 'theme' is what belongs to none. */
export type EventChoice = number | 'theme' | null

export type PlanFilter = { words: string; day: Day | null; event: EventChoice }

export const noFilter: PlanFilter = { words: '', day: null, event: null }

/** Work that is cancelled is left out. */
export type PlannedCoverage = { coverage: Coverage; assignments: Assignment[]; progress: Progress }

export type PlannedEvent = {
  /** Null: about the theme. */
  event: CampaignEvent | null
  coverages: PlannedCoverage[]
  progress: Progress
}

/** Events by the day they begin, in order of time; what is about the theme comes last, under no day. */
export type PlanDay = { day: Day | null; events: PlannedEvent[] }

export function planDays(board: Board, filter: PlanFilter, now: Instant): PlanDay[] {
  const { timeZone } = board.campaign
  const days: PlanDay[] = []
  for (const planned of plannedEvents(board, now)) {
    const shown = narrowed(planned, filter, timeZone)
    if (!shown) continue
    const day = planned.event && dayOf(planned.event.startsAt, timeZone)
    const last = days.at(-1)
    if (last?.day === day) last.events.push(shown)
    else days.push({ day, events: [shown] })
  }
  return days
}

/** The first events of a long plan, with about `most` coverages, and how many coverages come after them. */
export function beginningOf(days: readonly PlanDay[], most: number): { days: PlanDay[]; more: number } {
  const shown: PlanDay[] = []
  let taken = 0
  let more = 0
  for (const { day, events } of days) {
    const fitting: PlannedEvent[] = []
    for (const planned of events) {
      if (taken >= most) {
        more += planned.coverages.length
        continue
      }
      // An event without coverages is a line as well.
      taken += Math.max(1, planned.coverages.length)
      fitting.push(planned)
    }
    if (fitting.length > 0) shown.push({ day, events: fitting })
  }
  return { days: shown, more }
}

/** Days on which something of the plan begins, goes on or is due. */
export function daysOfPlan({ campaign, events, coverages }: Board): Day[] {
  const days = new Set<Day>()
  for (const { startsAt } of Object.values(events)) days.add(dayOf(startsAt, campaign.timeZone))
  for (const { dueAt } of Object.values(coverages)) days.add(dayOf(dueAt, campaign.timeZone))
  return [...days].sort()
}

/** Everything planned, with its work. */
function plannedEvents(board: Board, now: Instant): PlannedEvent[] {
  const work = Map.groupBy(
    Object.values(board.assignments).filter(({ state }) => state !== 'cancelled'),
    ({ coverageId }) => coverageId,
  )
  const coverages = Map.groupBy(
    Object.values(board.coverages).sort((a, b) => a.dueAt - b.dueAt || a.id - b.id),
    // An event that is gone from the board takes nothing with it: its coverages show as the theme's.
    ({ eventId }) => (eventId !== null && eventId in board.events ? eventId : null),
  )
  const events = Object.values(board.events).sort((a, b) => a.startsAt - b.startsAt || a.id - b.id)
  return [...events, null]
    .map((event) => {
      const planned = (coverages.get(event?.id ?? null) ?? []).map((coverage) => {
        const assignments = work.get(coverage.id) ?? []
        return { coverage, assignments, progress: progressOf(assignments, now) }
      })
      return { event, coverages: planned, progress: sum(planned, now) }
    })
    .filter(({ event, coverages }) => event !== null || coverages.length > 0)
}

/** An event that matches keeps all its coverages; else those that match do. Null: nothing to show. */
function narrowed(planned: PlannedEvent, filter: PlanFilter, timeZone: string): PlannedEvent | null {
  const { event, coverages } = planned
  if (filter.event !== null && filter.event !== (event?.id ?? 'theme')) return null
  const named = event !== null && matches(`${event.name} ${event.place}`, filter.words)
  const onDay = filter.day === null || (event !== null && isOn(event, filter.day, timeZone))
  const kept = coverages.filter(
    ({ coverage }) =>
      (named || matches(coverage.title, filter.words)) &&
      (onDay || dayOf(coverage.dueAt, timeZone) === filter.day),
  )
  if (kept.length === 0 && !(named && onDay)) return null
  return { ...planned, coverages: kept }
}

function isOn({ startsAt, endsAt }: CampaignEvent, day: Day, timeZone: string): boolean {
  return dayOf(startsAt, timeZone) <= day && day <= dayOf(endsAt ?? startsAt, timeZone)
}

function sum(coverages: readonly PlannedCoverage[], now: Instant): Progress {
  return progressOf(
    coverages.flatMap(({ assignments }) => assignments),
    now,
  )
}
