import { type Counts, noCounts, type Tally } from './post.ts'
import type { Day } from './time.ts'

/** Posts and what they gained. */
export type Totals = Counts & { posts: number }

/** The campaign's tallies as screens need them. What is zero throughout is absent. */
export type Figures = {
  days: Record<Day, Totals>
  units: Record<number, Totals>
  /** Posts of a unit on a day: the weave of the wall. */
  rhythm: Record<number, Record<Day, number>>
  /** Posts on a kind of channel on a day; the keys are kinds of channel. */
  kinds: Record<string, Record<Day, number>>
}

export const noTotals: Totals = { posts: 0, ...noCounts }

export function noFigures(): Figures {
  return { days: {}, units: {}, rhythm: {}, kinds: {} }
}

/** The figures with these tallies added; the figures given stay as they were. */
export function applyTallies(figures: Figures, tallies: readonly Tally[]): Figures {
  if (tallies.length === 0) return figures
  const next: Figures = {
    days: { ...figures.days },
    units: { ...figures.units },
    rhythm: { ...figures.rhythm },
    kinds: { ...figures.kinds },
  }
  const own = new Set<Record<Day, number>>()
  for (const tally of tallies) {
    addTotals(next.days, tally.day, tally)
    addTotals(next.units, tally.unitId, tally)
    addPosts(next.rhythm, tally.unitId, { tally, own })
    addPosts(next.kinds, tally.channelKind, { tally, own })
  }
  return next
}

/** The whole campaign's totals. */
export function sumTotals(totals: Iterable<Totals>): Totals {
  let sum = noTotals
  for (const one of totals) sum = plus(sum, one)
  return sum
}

function addTotals<Key extends string | number>(record: Record<Key, Totals>, key: Key, tally: Totals): void {
  const sum = plus(record[key] ?? noTotals, tally)
  if (isZero(sum)) delete record[key]
  else record[key] = sum
}

function addPosts(
  record: Record<string | number, Record<Day, number>>,
  key: string | number,
  { tally, own }: { tally: Tally; own: Set<Record<Day, number>> },
): void {
  if (tally.posts === 0) return
  const before = record[key]
  // Copied once, however many tallies: a campaign's are read at once.
  const days = before && own.has(before) ? before : { ...before }
  own.add(days)
  const posts = (days[tally.day] ?? 0) + tally.posts
  if (posts === 0) delete days[tally.day]
  else days[tally.day] = posts
  if (Object.keys(days).length === 0) delete record[key]
  else record[key] = days
}

function plus(a: Totals, b: Totals): Totals {
  return {
    posts: a.posts + b.posts,
    reactions: a.reactions + b.reactions,
    comments: a.comments + b.comments,
    shares: a.shares + b.shares,
    views: a.views + b.views,
  }
}

function isZero(totals: Totals): boolean {
  return Object.values(totals).every((figure) => figure === 0)
}
