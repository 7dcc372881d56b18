import { type Day, daysBetween } from '../../domain/time.ts'

/** More days than this are not shown: a campaign of a year is a year's work, not a calendar. */
export const mostDays = 120

/** A month of a campaign: weeks of seven places, Monday first; null where no day of it stands. */
export type Month = { month: string; weeks: (Day | null)[][] }

/** The days from the first to the last as a calendar; nothing when they are not two days in order. */
export function monthsOf(first: Day, last: Day): Month[] {
  const months: Month[] = []
  for (const day of campaignDays(first, last).slice(0, mostDays)) {
    const month = day.slice(0, 7)
    if (months.at(-1)?.month !== month) months.push({ month, weeks: [] })
    place(day, months.at(-1)?.weeks ?? [])
  }
  return months
}

export function campaignDays(first: Day, last: Day): Day[] {
  const isDay = (day: Day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))
  if (!isDay(first) || !isDay(last) || last < first) return []
  // A year typed halfway ('0026') would be hundreds of thousands of days.
  if (Date.parse(last) - Date.parse(first) > 3660 * 86_400_000) return []
  return daysBetween(first, last)
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(day: Day): number {
  return (new Date(day).getUTCDay() + 6) % 7
}

function place(day: Day, weeks: (Day | null)[][]): void {
  const weekday = weekdayOf(day)
  if (weeks.length === 0 || weekday === 0) weeks.push(Array<Day | null>(7).fill(null))
  const week = weeks.at(-1)
  if (week) week[weekday] = day
}
