import type { Campaign } from '../../domain/campaign.ts'
import { daysBetween, type Day } from '../../domain/time.ts'

export type Mark = { at: number; day: Day; isNow: boolean }

/** Days named under the chart: today before all others, then the first and the last, then peaks. There is room for so many. */
export function climbMarks(
  { startsOn, endsOn, peakDays }: Pick<Campaign, 'startsOn' | 'endsOn' | 'peakDays'>,
  today: Day,
  room: number,
): Mark[] {
  const days = daysBetween(startsOn, endsOn)
  const apart = days.length / room
  const marks: Mark[] = []
  for (const day of [today, startsOn, endsOn, ...peakDays]) {
    const index = days.indexOf(day)
    if (index < 0) continue
    const at = index + 0.5 // the middle of the day
    if (marks.every((mark) => Math.abs(mark.at - at) >= apart)) marks.push({ at, day, isNow: day === today })
  }
  return marks.sort((a, b) => a.at - b.at)
}
