import { type Assignment, isOverdue } from '../../domain/assignment.ts'
import type { Board } from '../../domain/board.ts'
import type { CampaignEvent, Coverage } from '../../domain/coverage.ts'
import { isWorkOf, type Progress, progressOf } from '../../domain/progress.ts'
import { matches } from '../../domain/search.ts'
import { dayOf, type Instant } from '../../domain/time.ts'
import type { Unit, UnitKind } from '../../domain/unit.ts'

/** What the board shows: all work, today's, what waits for the coordinator's check, what is late. */
export const views = ['today', 'waiting', 'overdue', 'all'] as const
export type View = (typeof views)[number]

export type Filter = { view: View; words: string }

export type Row = { unit: Unit; cells: (Assignment | null)[]; progress: Progress }
export type Group = { kind: UnitKind; rows: Row[]; progress: Progress }
/** Coverages of one event, or (null) of the campaign's theme. */
export type Column = { event: CampaignEvent | null; coverages: { coverage: Coverage; progress: Progress }[] }
export type Matrix = { columns: Column[]; groups: Group[]; shown: Assignment[] }

/**
 * Units down, coverages across; only those with work the filter lets through. What is `kept` (open, selected,
 * in focus) stays although a change has taken it out of the filter: it must not vanish under somebody's hand.
 */
export function matrixOf(
  board: Board,
  units: ReadonlyMap<number, Unit>,
  { filter, now, kept = noneKept }: { filter: Filter; now: Instant; kept?: ReadonlySet<number> },
): Matrix {
  const shown = Object.values(board.assignments).filter(
    (assignment) =>
      (kept.has(assignment.id) && assignment.state !== 'cancelled') ||
      isLetThrough(board, assignment, { filter, units, now }),
  )
  const columns = columnsOf(board, shown, now)
  const order = columns.flatMap(({ coverages }) => coverages.map(({ coverage }) => coverage.id))
  return { columns, groups: groupsOf(shown, units, { order, now }), shown }
}

const noneKept: ReadonlySet<number> = new Set()

/** Whether somebody who looks through the filter is shown the assignment. */
export function isLetThrough(
  board: Board,
  assignment: Assignment,
  { filter, units, now }: { filter: Filter; units: ReadonlyMap<number, Unit>; now: Instant },
): boolean {
  return (
    isShown(board, assignment, { view: filter.view, now }) &&
    isFound(board, assignment, { units, words: filter.words })
  )
}

/** How many assignments each view holds. */
export function countsOf(board: Board, now: Instant): Record<View, number> {
  const all = Object.values(board.assignments)
  const count = (view: View) => all.filter((assignment) => isShown(board, assignment, { view, now })).length
  return { today: count('today'), waiting: count('waiting'), overdue: count('overdue'), all: count('all') }
}

function isShown(board: Board, assignment: Assignment, { view, now }: { view: View; now: Instant }): boolean {
  const { timeZone } = board.campaign
  switch (view) {
    case 'today':
      return isWorkOf(assignment, dayOf(now, timeZone), timeZone)
    case 'waiting':
      return assignment.state === 'done'
    case 'overdue':
      return isOverdue(assignment, now)
    case 'all':
      return assignment.state !== 'cancelled'
    default:
      return view satisfies never
  }
}

function isFound(
  board: Board,
  assignment: Assignment,
  { units, words }: { units: ReadonlyMap<number, Unit>; words: string },
): boolean {
  if (!words.trim()) return true
  const unit = units.get(assignment.unitId)
  const coverage = board.coverages[assignment.coverageId]
  return matches(`${unit?.name ?? ''} ${unit?.shortName ?? ''} ${coverage?.title ?? ''}`, words)
}

function columnsOf(board: Board, shown: readonly Assignment[], now: Instant): Column[] {
  const byCoverage = Map.groupBy(shown, ({ coverageId }) => coverageId)
  const columns = new Map<number | null, Column>()
  for (const coverage of Object.values(board.coverages)) {
    const own = byCoverage.get(coverage.id)
    if (!own) continue
    const event = coverage.eventId === null ? null : (board.events[coverage.eventId] ?? null)
    const column = columns.get(coverage.eventId) ?? { event, coverages: [] }
    column.coverages.push({ coverage, progress: progressOf(own, now) })
    columns.set(coverage.eventId, column)
  }
  // Events in the order they happen; the theme last.
  return [...columns.values()].sort(
    (a, b) => (a.event?.startsAt ?? Infinity) - (b.event?.startsAt ?? Infinity),
  )
}

/** Kinds of units as lists show them. */
export const kindOrder: readonly UnitKind[] = [
  'confederation',
  'federation',
  'upper_union',
  'department',
  'grassroots_union',
]

function groupsOf(
  shown: readonly Assignment[],
  units: ReadonlyMap<number, Unit>,
  { order, now }: { order: readonly number[]; now: Instant },
): Group[] {
  const byUnit = Map.groupBy(shown, ({ unitId }) => unitId)
  const rows = [...byUnit].flatMap(([unitId, own]): Row[] => {
    const unit = units.get(unitId)
    if (!unit) return []
    const byCoverage = new Map(own.map((assignment) => [assignment.coverageId, assignment]))
    const cells = order.map((coverageId) => byCoverage.get(coverageId) ?? null)
    return [{ unit, cells, progress: progressOf(own, now) }]
  })
  const byKind = Map.groupBy(rows, ({ unit }) => unit.kind)
  return kindOrder.flatMap((kind): Group[] => {
    const own = byKind.get(kind)?.sort((a, b) => a.unit.id - b.unit.id)
    if (!own) return []
    const all = own.flatMap(({ cells }) => cells.filter((cell) => cell !== null))
    return [{ kind, rows: own, progress: progressOf(all, now) }]
  })
}
