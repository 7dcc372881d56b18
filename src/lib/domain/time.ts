import { dayLength, instantAt, wallTime, quarterHour } from './wall-clock.ts'

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number

/** 'YYYY-MM-DD' in the campaign's time zone. */
export type Day = string

/** 'YYYY-MM-DDTHH:MM' on a clock of the campaign's time zone, as date fields write it. */
export type LocalTime = string

/** The calendar day on which an instant falls in a time zone. */
export function dayOf(at: Instant, timeZone: string): Day {
  const days = daysIn(timeZone)
  const quarter = Math.floor(at / quarterHour)
  let day = days.get(quarter)
  if (day === undefined) {
    day = localTimeOf(at, timeZone).slice(0, 10)
    // A year has 35,040 quarters: what is looked at stays far below.
    if (days.size > 20_000) days.clear()
    days.set(quarter, day)
  }
  return day
}

/** A day begins with a quarter hour. A board asks thousands of days at a time. */
const daysByZone = new Map<string, Map<number, Day>>()

function daysIn(timeZone: string): Map<number, Day> {
  let days = daysByZone.get(timeZone)
  if (!days) {
    days = new Map()
    daysByZone.set(timeZone, days)
  }
  return days
}

/** What a clock in the time zone shows, to the minute. */
export function localTimeOf(at: Instant, timeZone: string): LocalTime {
  return clockOf(timeZone).format(at).replace(' ', 'T')
}

/** The instant a clock in the time zone shows (see instantAt); null when the text is no such time. */
export function instantOf(local: LocalTime, timeZone: string): Instant | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(local)?.slice(1).map(Number)
  if (!parts) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts
  const wall = wallTime({ year, month, day, hour, minute, second: 0 })
  return wall && instantAt(wall, timeZone)
}

/** Every day from the first to the last, both included. */
export function daysBetween(first: Day, last: Day): Day[] {
  const days: Day[] = []
  for (let at = Date.parse(first); at <= Date.parse(last); at += dayLength) {
    days.push(new Date(at).toISOString().slice(0, 10))
  }
  return days
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Making a format is slow, using it is not. Swedish writes 2026-05-01 17:00. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    clocks.set(timeZone, clock)
  }
  return clock
}
