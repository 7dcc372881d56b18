import type { Day, Instant } from '../../domain/time.ts'
import { instantAt, wallTime, type WallTime } from '../../domain/wall-clock.ts'

/** How a file writes dates; seen from all its rows, for one row may fit both ways. */
export type DateOrder = { dayFirst: boolean; swapDateCells: boolean }

const written =
  /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm|sa|ch)?)?$/i
const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/

/** Gathers what tells month and day apart. */
export class DateOrderSeen {
  #firstIsDay = 0
  #secondIsDay = 0
  #dateCells = 0
  #dateCellsPastTwelve = 0

  see(cell: string): void {
    const [, first = '', second = ''] = written.exec(cell.trim()) ?? []
    if (Number(first) > 12) this.#firstIsDay += 1
    if (Number(second) > 12) this.#secondIsDay += 1
    const day = iso.exec(cell.trim())?.[3]
    if (day) this.#dateCells += 1
    if (Number(day) > 12) this.#dateCellsPastTwelve += 1
  }

  /**
   * Meta writes month first. A Vietnamese Excel turns '05/04/2026' into 5 April and leaves '05/23/2026' as text: when a
   * workbook has both, and no date cell past the twelfth, its date cells were read the wrong way round.
   */
  order(kind: 'csv' | 'xlsx'): DateOrder {
    return {
      dayFirst: this.#firstIsDay > this.#secondIsDay,
      swapDateCells:
        kind === 'xlsx' && this.#dateCells > 0 && this.#dateCellsPastTwelve === 0 && this.#secondIsDay > 0,
    }
  }
}

/** The instant a cell names, its clock standing in the time zone unless it says another. Null: it names none. */
export function instantIn(
  cell: string,
  { order, timeZone }: { order: DateOrder; timeZone: string },
): Instant | null {
  const text = cell.trim()
  if (iso.exec(text)?.[7]) return Number.isNaN(Date.parse(text)) ? null : Date.parse(text)
  const wall = wallTimeIn(text, order)
  return wall && instantAt(wall, timeZone)
}

/** The day a cell names; null for 'Lifetime', blank and everything else that is no day. */
export function dayIn(cell: string, order: DateOrder): Day | null {
  const wall = wallTimeIn(cell.trim(), order)
  if (!wall) return null
  return `${wall.year}-${String(wall.month).padStart(2, '0')}-${String(wall.day).padStart(2, '0')}`
}

function wallTimeIn(text: string, { dayFirst, swapDateCells }: DateOrder): WallTime | null {
  const cell = iso.exec(text)
  if (cell) {
    const [year, second, third, hour, minute, rest] = numbers(cell.slice(1, 7))
    const [month, day] = swapDateCells ? [third, second] : [second, third]
    return wallTime({ year, month, day, hour, minute, second: rest })
  }
  const match = written.exec(text)
  if (!match) return null
  const [first, second, year, hour, minute, rest] = numbers(match.slice(1, 7))
  const isDayFirst = first > 12 || (dayFirst && second <= 12)
  const [month, day] = isDayFirst ? [second, first] : [first, second]
  return wallTime({ year, month, day, hour: hourOf(hour, match[7]), minute, second: rest })
}

function hourOf(hour: number, half: string | undefined): number {
  if (!half) return hour
  return (hour % 12) + (/^(?:pm|ch)$/i.test(half) ? 12 : 0)
}

function numbers(parts: readonly (string | undefined)[]): [number, number, number, number, number, number] {
  const at = (index: number) => Number(parts[index] ?? 0)
  return [at(0), at(1), at(2), at(3), at(4), at(5)]
}
