import type { Work } from './assignment.ts'
import { type Attention, attentionOf } from './attention.ts'
import type { Board, TickerLine } from './board.ts'
import type { Campaign } from './campaign.ts'
import type { ChannelKind } from './channel.ts'
import type { Totals } from './figures.ts'
import { isWorkOf, type Progress, progressOf } from './progress.ts'
import { dayOf, type Day, type Instant } from './time.ts'
import type { Unit } from './unit.ts'

/** What a wall shows, and nothing more: its size grows with units and days, not with posts or entries. */
export type WallView = {
  campaign: Campaign
  ownerName: string
  today: Day
  /** The work of today. */
  work: Progress
  days: Record<Day, Totals>
  kindsToday: Partial<Record<ChannelKind, number>>
  units: Record<number, WallUnit>
  attention: Attention[]
  ticker: TickerLine[]
}

export type WallUnit = {
  name: string
  /** Posts by day. */
  rhythm: Record<Day, number>
  /** Finished and all of today's work. */
  finished: number
  total: number
  /** Finished and all of the whole campaign's work. */
  finishedEver: number
  totalEver: number
}

/** A wall begins with a view; frames then carry only the parts that changed. */
export type WallFrame = { campaignId: number; seq: number; at: Instant } & (
  { view: WallView } | { changes: WallChanges }
)

/**
 * Of days and units only those that differ, of a unit known before only what differs: a frame is as long as what
 * changed, not as the campaign. Null: it is no longer there.
 */
export type WallChanges = Partial<Omit<WallView, 'units' | 'days'>> & {
  days?: Record<Day, Totals | null>
  units?: Record<number, WallUnit | WallUnitChanges | null>
}

export type WallUnitChanges = Partial<Omit<WallUnit, 'rhythm'>> & { rhythm?: Record<Day, number | null> }

/** What of a board a wall is drawn from. */
export type WallBoard = Pick<Board, 'campaign' | 'figures' | 'ticker'> & {
  assignments: Readonly<Record<number, Work>>
}

/** Units are those with work or posts in the campaign; `units` may hold more. */
export function wallView(
  board: WallBoard,
  units: ReadonlyMap<number, Pick<Unit, 'name' | 'shortName'>>,
  now: Instant,
): WallView {
  const { timeZone } = board.campaign
  const today = dayOf(now, timeZone)
  const all = Object.values(board.assignments)
  const kindsToday: WallView['kindsToday'] = {}
  for (const [kind, days] of Object.entries(board.figures.kinds) as [ChannelKind, Record<Day, number>][]) {
    const posts = days[today]
    if (posts) kindsToday[kind] = posts
  }
  return {
    campaign: board.campaign,
    ownerName: units.get(board.campaign.unitId)?.name ?? '',
    today,
    work: progressOf(
      all.filter((assignment) => isWorkOf(assignment, today, timeZone)),
      now,
    ),
    days: board.figures.days,
    kindsToday,
    units: wallUnits(board, units, now),
    attention: attentionOf(board, now),
    ticker: board.ticker.slice(0, wallTicker),
  }
}

const wallTicker = 8

function wallUnits(
  board: WallBoard,
  units: ReadonlyMap<number, Pick<Unit, 'shortName'>>,
  now: Instant,
): Record<number, WallUnit> {
  const { timeZone } = board.campaign
  const today = dayOf(now, timeZone)
  const work = new Map<number, Work[]>()
  for (const assignment of Object.values(board.assignments)) {
    const own = work.get(assignment.unitId)
    if (own) own.push(assignment)
    else work.set(assignment.unitId, [assignment])
  }
  const shown: Record<number, WallUnit> = {}
  for (const unitId of new Set([...work.keys(), ...Object.keys(board.figures.units).map(Number)])) {
    const own = work.get(unitId) ?? []
    const ofToday = progressOf(
      own.filter((assignment) => isWorkOf(assignment, today, timeZone)),
      now,
    )
    const ever = progressOf(own, now)
    shown[unitId] = {
      name: units.get(unitId)?.shortName ?? String(unitId),
      rhythm: board.figures.rhythm[unitId] ?? {},
      finished: ofToday.finished,
      total: ofToday.total,
      finishedEver: ever.finished,
      totalEver: ever.total,
    }
  }
  return shown
}

/** The parts of `next` that differ; null when nothing does. */
export function wallChanges(before: WallView, next: WallView): WallChanges | null {
  const changes: WallChanges = {}
  if (differ(before.campaign, next.campaign)) changes.campaign = next.campaign
  if (before.ownerName !== next.ownerName) changes.ownerName = next.ownerName
  if (before.today !== next.today) changes.today = next.today
  if (differ(before.work, next.work)) changes.work = next.work
  const days = differences(before.days, next.days)
  if (days) changes.days = days
  if (differ(before.kindsToday, next.kindsToday)) changes.kindsToday = next.kindsToday
  if (differ(before.attention, next.attention)) changes.attention = next.attention
  if (differ(before.ticker, next.ticker)) changes.ticker = next.ticker
  const units = unitChanges(before.units, next.units)
  if (units) changes.units = units
  return Object.keys(changes).length > 0 ? changes : null
}

/** The view after a frame's changes. */
export function withChanges(view: WallView, { days, units, ...changes }: WallChanges): WallView {
  const next: WallView = { ...view, ...changes }
  if (days) next.days = withDifferences(view.days, days)
  if (units) {
    next.units = { ...view.units }
    for (const [key, unit] of Object.entries(units)) {
      const known = view.units[Number(key)]
      if (!unit) delete next.units[Number(key)]
      else next.units[Number(key)] = known ? withUnitChanges(known, unit) : (unit as WallUnit)
    }
  }
  return next
}

/** What a wall shows after a frame. Changes say what differs from the whole view sent before; without one they mean nothing. */
export function afterFrame(view: WallView | null, frame: WallFrame): WallView | null {
  if ('view' in frame) return frame.view
  return view && withChanges(view, frame.changes)
}

/** Work of today that became finished between two views of one day, and whose. */
export function finishedSince(before: WallView, next: WallView): { count: number; unitIds: number[] } {
  const count = next.work.finished - before.work.finished
  if (before.today !== next.today || count <= 0) return { count: 0, unitIds: [] }
  const unitIds = Object.entries(next.units)
    .filter(([key, unit]) => unit.finished > (before.units[Number(key)]?.finished ?? 0))
    .map(([key]) => Number(key))
  return { count, unitIds }
}

function unitChanges(
  before: Record<number, WallUnit>,
  next: Record<number, WallUnit>,
): WallChanges['units'] | null {
  const changes: NonNullable<WallChanges['units']> = {}
  for (const [key, unit] of Object.entries(next)) {
    const known = before[Number(key)]
    const change = known ? changesOfUnit(known, unit) : unit
    if (change) changes[Number(key)] = change
  }
  for (const key of Object.keys(before)) {
    if (!next[Number(key)]) changes[Number(key)] = null
  }
  return Object.keys(changes).length > 0 ? changes : null
}

function changesOfUnit(
  { rhythm: before, ...known }: WallUnit,
  { rhythm: next, ...unit }: WallUnit,
): WallUnitChanges | null {
  const changes: WallUnitChanges = Object.fromEntries(
    Object.entries(unit).filter(([name, value]) => value !== known[name as keyof typeof known]),
  )
  const rhythm = differences(before, next)
  if (rhythm) changes.rhythm = rhythm
  return Object.keys(changes).length > 0 ? changes : null
}

function withUnitChanges(unit: WallUnit, { rhythm, ...changes }: WallUnitChanges): WallUnit {
  return { ...unit, ...changes, rhythm: rhythm ? withDifferences(unit.rhythm, rhythm) : unit.rhythm }
}

/** Null when there are none. */
function differences<Value>(
  before: Record<string, Value>,
  next: Record<string, Value>,
): Record<string, Value | null> | null {
  if (before === next) return null
  const found: Record<string, Value | null> = {}
  for (const [key, value] of Object.entries(next)) if (differ(before[key], value)) found[key] = value
  for (const key of Object.keys(before)) if (!(key in next)) found[key] = null
  return Object.keys(found).length > 0 ? found : null
}

function withDifferences<Value>(
  record: Record<string, Value>,
  found: Record<string, Value | null>,
): Record<string, Value> {
  const next = { ...record }
  for (const [key, value] of Object.entries(found)) {
    if (value === null) delete next[key]
    else next[key] = value
  }
  return next
}

function differ(a: unknown, b: unknown): boolean {
  return a !== b && JSON.stringify(a) !== JSON.stringify(b)
}
