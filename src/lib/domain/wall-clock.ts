import type { Instant } from './time.ts'

/** What a clock on the wall shows; month 1-12. */
export type WallTime = {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
}

/** Null when there is no such date or time, as 31 February. */
export function wallTime(parts: WallTime): WallTime | null {
  const at = new Date(asIfUtc(parts))
  const real =
    at.getUTCFullYear() === parts.year &&
    at.getUTCMonth() === parts.month - 1 &&
    at.getUTCDate() === parts.day &&
    parts.hour < 24 &&
    parts.minute < 60 &&
    parts.second < 60
  return real ? parts : null
}

/**
 * The instant at which clocks of a time zone show this. When they were put back and show it twice, the first; when
 * they were put forward and never show it, as much later.
 */
export function instantAt(wall: WallTime, timeZone: string): Instant {
  const shown = asIfUtc(wall)
  const candidates = [shown - dayLength, shown + dayLength].map((near) => shown - offsetAt(near, timeZone))
  const fitting = candidates.filter((at) => at + offsetAt(at, timeZone) === shown)
  return fitting.length > 0 ? Math.min(...fitting) : Math.max(...candidates)
}

export const dayLength = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, number>()

/**
 * How far the zone's clocks are ahead of UTC, in milliseconds. It changes on a quarter hour, and is far slower to ask than
 * to remember: the rows of a file share their hours.
 */
function offsetAt(at: Instant, timeZone: string): number {
  const quarter = Math.floor(at / quarterHour)
  const key = `${timeZone} ${quarter}`
  let offset = offsets.get(key)
  if (offset === undefined) {
    offset = shownOffset(quarter * quarterHour, timeZone)
    if (offsets.size > 20_000) offsets.clear()
    offsets.set(key, offset)
  }
  return offset
}

/** Zones are whole quarter hours apart, and so are the moments at which their clocks are put forward or back. */
export const quarterHour = 900_000

function shownOffset(at: Instant, timeZone: string): number {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(timeZone, format)
  }
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = format
    .format(at)
    .split(/[^\d]+/)
    .map(Number)
  return asIfUtc({ year, month, day, hour, minute, second }) - at
}

function asIfUtc({ year, month, day, hour, minute, second }: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second)
}
