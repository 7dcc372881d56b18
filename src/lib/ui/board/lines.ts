import type { Group, Matrix, Row } from './matrix.ts'

/** More rows than this: each group is one summary row until somebody opens it. */
export const mostOpenRows = 40

/** Heights in CSS pixels; the matrix's rows are all alike, so that what is out of sight need not be drawn. */
const rowHeight = 30
const groupHeight = 26
/** Fewer lines than this are simply drawn. */
const mostDrawn = 120
const margin = 600

export type Line = { kind: 'group'; group: Group; isOpen: boolean } | { kind: 'row'; row: Row }

/** The matrix's rows as they stand under each other. */
export function linesOf(
  { groups }: Matrix,
  { opened, opensAll }: { opened: ReadonlySet<string>; opensAll: boolean },
): Line[] {
  const isLong = groups.reduce((sum, group) => sum + group.rows.length, 0) > mostOpenRows
  return groups.flatMap((group): Line[] => {
    const isOpen = !isLong || opensAll || opened.has(group.kind)
    const rows = isOpen ? group.rows.map((row): Line => ({ kind: 'row', row })) : []
    return [{ kind: 'group', group, isOpen }, ...rows]
  })
}

export type Sight = { top: number; height: number }

/** Which lines to draw, and how much room those above and below take, in pixels. */
export function drawn(
  lines: readonly Line[],
  { top, height }: Sight,
): { first: number; last: number; above: number; below: number } {
  if (lines.length <= mostDrawn) return { first: 0, last: lines.length, above: 0, below: 0 }
  const tops = topsOf(lines)
  const total = tops.at(-1) ?? 0
  const first = Math.max(0, tops.findIndex((end) => end > top - margin) - 1)
  const end = tops.findIndex((end) => end >= top + height + margin)
  const last = end === -1 ? lines.length : end
  return { first, last, above: tops[first] ?? 0, below: total - (tops[last] ?? total) }
}

/** Where a row stands, in pixels from the first line. */
export function topOf(lines: readonly Line[], index: number): number {
  return topsOf(lines)[index] ?? 0
}

/** Where each line begins, and at last where all end. */
function topsOf(lines: readonly Line[]): number[] {
  const tops = [0]
  let sum = 0
  for (const line of lines) tops.push((sum += line.kind === 'group' ? groupHeight : rowHeight))
  return tops
}
