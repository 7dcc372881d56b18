/** Assignments as they stand in the matrix: rows of ids, null where nothing is asked. */
export type Grid = readonly (readonly (number | null)[])[]

export type Move = 'up' | 'down' | 'left' | 'right' | 'rowStart' | 'rowEnd' | 'first' | 'last'

const keys: Record<string, Move> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'rowStart',
  End: 'rowEnd',
}

export function moveOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>): Move | null {
  const move = keys[event.key] ?? null
  if (!event.ctrlKey && !event.metaKey) return move
  return move === 'rowStart' ? 'first' : move === 'rowEnd' ? 'last' : null
}

/** The assignment a key leads to; the same when there is none that way. Empty places are passed over. */
export function neighbour(grid: Grid, id: number, move: Move): number {
  const row = grid.findIndex((cells) => cells.includes(id))
  const cells = grid[row]
  if (!cells) return id
  const column = cells.indexOf(id)
  const inColumn = (rows: Grid) => rows.map((one) => one[column])
  switch (move) {
    case 'left':
      return lastOf(cells.slice(0, column)) ?? id
    case 'right':
      return firstOf(cells.slice(column + 1)) ?? id
    case 'up':
      return lastOf(inColumn(grid.slice(0, row))) ?? id
    case 'down':
      return firstOf(inColumn(grid.slice(row + 1))) ?? id
    case 'rowStart':
      return firstOf(cells) ?? id
    case 'rowEnd':
      return lastOf(cells) ?? id
    case 'first':
      return firstOf(grid.flat()) ?? id
    case 'last':
      return lastOf(grid.flat()) ?? id
    default:
      return move satisfies never
  }
}

/** Every assignment in the rectangle that two of them span. */
export function rectangle(grid: Grid, from: number, to: number): number[] {
  const a = placeOf(grid, from)
  const b = placeOf(grid, to)
  if (!a || !b) return [to]
  const [top, bottom] = [Math.min(a.row, b.row), Math.max(a.row, b.row)]
  const [left, right] = [Math.min(a.column, b.column), Math.max(a.column, b.column)]
  return grid
    .slice(top, bottom + 1)
    .flatMap((cells) => cells.slice(left, right + 1))
    .filter((id) => id !== null)
}

function placeOf(grid: Grid, id: number): { row: number; column: number } | null {
  const row = grid.findIndex((cells) => cells.includes(id))
  return row === -1 ? null : { row, column: grid[row]?.indexOf(id) ?? -1 }
}

type Some = readonly (number | null | undefined)[]

function firstOf(ids: Some): number | undefined {
  return ids.find((id) => typeof id === 'number') ?? undefined
}

function lastOf(ids: Some): number | undefined {
  return ids.findLast((id) => typeof id === 'number') ?? undefined
}
