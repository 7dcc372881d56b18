import type { Campaign } from '../../../domain/campaign.ts'
import type { Figures } from '../../../domain/figures.ts'
import { daysBetween, type Day } from '../../../domain/time.ts'

/** A campaign's days as a mountain ridge: posts a day up to today, and where its peaks stand. */
export type Ridge = {
  /** Points of the line from the first day to today, in a box of the width and height asked for. */
  line: { x: number; y: number }[]
  peaks: { day: Day; x: number; isToday: boolean }[]
  /** Null before the first day and after the last. */
  todayX: number | null
  posts: number
  days: number
}

type Box = { width: number; height: number }

export function ridgeOf(
  campaign: Pick<Campaign, 'startsOn' | 'endsOn' | 'peakDays'>,
  figures: Pick<Figures, 'days'>,
  { today, width, height }: Box & { today: Day },
): Ridge {
  const days = daysBetween(campaign.startsOn, campaign.endsOn)
  const passed = days.filter((day) => day <= today)
  const posts = passed.map((day) => figures.days[day]?.posts ?? 0)
  const most = Math.max(1, ...posts)
  const xOf = (index: number) => (days.length > 1 ? (index / (days.length - 1)) * width : width / 2)
  const at = days.indexOf(today)
  return {
    line: posts.map((count, index) => ({ x: round(xOf(index)), y: round(height - (count / most) * height) })),
    peaks: campaign.peakDays.flatMap((day) => {
      const index = days.indexOf(day)
      return index === -1 ? [] : [{ day, x: round(xOf(index)), isToday: day === today }]
    }),
    todayX: at === -1 ? null : round(xOf(at)),
    posts: posts.reduce((sum, count) => sum + count, 0),
    days: passed.length,
  }
}

/** Half pixels are enough, and keep the markup short. */
function round(value: number): number {
  return Math.round(value * 2) / 2
}
