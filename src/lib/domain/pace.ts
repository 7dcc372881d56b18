import type { Campaign } from './campaign.ts'
import type { Totals } from './figures.ts'
import { daysBetween, type Day, type Instant, localTimeOf } from './time.ts'

type Plan = Pick<Campaign, 'startsOn' | 'endsOn' | 'postTarget'>
type At = { today: Day; now: Instant; timeZone: string }

/** Where a day stands in its campaign. */
export type CampaignDay =
  | { kind: 'before'; startsIn: number }
  | { kind: 'running'; number: number; of: number }
  | { kind: 'after'; of: number }

/** Days count from 1, both ends included. */
export function campaignDay({ startsOn, endsOn }: Plan, today: Day): CampaignDay {
  const of = daysBetween(startsOn, endsOn).length
  if (today < startsOn) return { kind: 'before', startsIn: daysBetween(today, startsOn).length - 1 }
  if (today > endsOn) return { kind: 'after', of }
  return { kind: 'running', number: daysBetween(startsOn, today).length, of }
}

/** Posts of a day against its share of the campaign's target. */
export type Pace = {
  /** The target spread evenly over the days, rounded. */
  share: number
  /** What an even spread over the 24 hours asks for by now, rounded. */
  expected: number
  /** Positive: more posts than that; negative: fewer. */
  ahead: number
}

/** Null without a target, and on days outside the campaign. */
export function paceOf(plan: Plan, posts: number, { today, now, timeZone }: At): Pace | null {
  const day = campaignDay(plan, today)
  if (plan.postTarget === null || day.kind !== 'running') return null
  const share = plan.postTarget / day.of
  const expected = Math.round(share * partOfDay(now, timeZone))
  return { share: Math.round(share), expected, ahead: posts - expected }
}

/** Whole days that a projection rests on: the last seven, and at least three. */
const basisMost = 7
const basisLeast = 3

export type Projection = {
  /** Posts when the last day ends. */
  posts: number
  /** Where it ends as a rule: one standard deviation of the daily posts, over the days that are left. */
  low: number
  high: number
  /** Posts a day that it goes on with. */
  perDay: number
  /** How many whole days before today the rate comes from. */
  basis: number
}

/**
 * Where the campaign ends if it goes on as in its last whole days. Today's posts count once they are more than
 * that rate. Null while there are too few whole days, and outside the campaign: a guess without a basis is no figure.
 */
export function projectionOf(plan: Plan, days: Record<Day, Totals>, today: Day): Projection | null {
  const at = campaignDay(plan, today)
  if (at.kind !== 'running' || at.number <= basisLeast) return null
  const whole = daysBetween(plan.startsOn, today).slice(0, -1).slice(-basisMost)
  const counts = whole.map((day) => days[day]?.posts ?? 0)
  const perDay = sum(counts) / counts.length
  if (perDay === 0) return null
  const sofar = postsUntil(days, today)
  const ofToday = days[today]?.posts ?? 0
  const left = at.of - at.number
  const posts = sofar - ofToday + Math.max(ofToday, perDay) + perDay * left
  const variance = sum(counts.map((count) => (count - perDay) ** 2)) / (counts.length - 1)
  const spread = Math.sqrt(variance * (left + 1))
  return {
    posts: Math.round(posts),
    low: Math.round(Math.max(sofar, posts - spread)),
    high: Math.round(posts + spread),
    perDay,
    basis: counts.length,
  }
}

/** A place on the way through the campaign: days gone by (0 at its beginning) and posts until then. */
export type Step = { at: number; posts: number }

/** Posts gathered at the end of each day up to today, which ends now. Earlier posts are there from the beginning. */
export function climbOf(plan: Plan, days: Record<Day, Totals>, { today, now, timeZone }: At): Step[] {
  const day = campaignDay(plan, today)
  if (day.kind === 'before') return []
  const all = daysBetween(plan.startsOn, plan.endsOn)
  let posts = sum(
    Object.entries(days)
      .filter(([key]) => key < plan.startsOn)
      .map(([, totals]) => totals.posts),
  )
  const steps: Step[] = [{ at: 0, posts }]
  for (const [index, key] of all.entries()) {
    if (key > today) break
    posts += days[key]?.posts ?? 0
    steps.push({ at: key === today ? index + partOfDay(now, timeZone) : index + 1, posts })
  }
  if (day.kind === 'after') steps.push({ at: day.of, posts: postsUntil(days, today) })
  return steps
}

/** How much of its day has gone by at an instant: 0 at midnight, 0.5 at noon. */
function partOfDay(now: Instant, timeZone: string): number {
  const clock = localTimeOf(now, timeZone)
  return (Number(clock.slice(11, 13)) * 60 + Number(clock.slice(14, 16))) / 1440
}

function postsUntil(days: Record<Day, Totals>, last: Day): number {
  return sum(Object.entries(days).map(([day, { posts }]) => (day <= last ? posts : 0)))
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0)
}
