import type { Campaign } from './campaign.ts'
import { daysBetween, type Day } from './time.ts'
import type { WallUnit } from './wall.ts'

/** Posts of one day by step of the weave: fixed, so that days and campaigns compare. Below the first it is zero. */
export const rhythmBins = [1, 5, 9, 14, 19] as const

/** 0 for no posts, then 1 to 5. */
export function rhythmBin(posts: number): number {
  return rhythmBins.filter((least) => posts >= least).length
}

/** What a step of the weave stands for: 5 to 8; the last is open. */
export function rhythmRange(bin: number): { from: number; to: number | null } {
  if (bin === 0) return { from: 0, to: 0 }
  const next = rhythmBins[bin]
  return { from: rhythmBins[bin - 1] ?? 0, to: next === undefined ? null : next - 1 }
}

/** A campaign longer than `most` days shows those around today, a quarter of them still to come. */
export function rhythmDays(
  { startsOn, endsOn }: Pick<Campaign, 'startsOn' | 'endsOn'>,
  today: Day,
  most: number,
): Day[] {
  const all = daysBetween(startsOn, endsOn)
  if (all.length <= most) return all
  const gone = all.filter((day) => day <= today).length
  const first = Math.min(Math.max(0, gone - Math.ceil(most * 0.75)), all.length - most)
  return all.slice(first, first + most)
}

export type Ranked = {
  unitId: number
  unit: WallUnit
  /** Finished of its own work over the whole campaign; null when it was asked for nothing. */
  share: number | null
  /** Units with the same share have the same rank; null without a share. */
  rank: number | null
}

/** Units by the share of their own work that is finished, never by how much they publish. Ties go by name. */
export function rankUnits(units: Readonly<Record<number, WallUnit>>): Ranked[] {
  const ranked: Ranked[] = Object.entries(units).map(([key, unit]) => ({
    unitId: Number(key),
    unit,
    share: unit.totalEver > 0 ? unit.finishedEver / unit.totalEver : null,
    rank: null,
  }))
  ranked.sort(
    (a, b) =>
      (b.share ?? -1) - (a.share ?? -1) ||
      a.unit.name.localeCompare(b.unit.name, 'vi') ||
      a.unitId - b.unitId,
  )
  let rank = 0
  for (const [index, one] of ranked.entries()) {
    if (one.share === null) break
    if (one.share !== ranked[index - 1]?.share) rank = index + 1
    one.rank = rank
  }
  return ranked
}
