import type { Assignment, Before } from '../domain/assignment.ts'
import type { Board } from '../domain/board.ts'
import type { Figures, Totals } from '../domain/figures.ts'
import type { Post } from '../domain/post.ts'
import type { Day } from '../domain/time.ts'
import type { Snapshot } from './answers.ts'

/**
 * A board as it travels: of what there may be thousands, a row holds its values only, in the order named here. Its
 * size is a third, and neither end has to read every name again. GET /api/campaigns/:id/board; pages carry it as text.
 */
export type PackedSnapshot = {
  seq: number
  board: Omit<Board, 'assignments' | 'posts' | 'figures'> & {
    assignments: Row[]
    posts: Row[]
    figures: PackedFigures
  }
}

export type Row = unknown[]

/** `rhythm`: posts of a unit on the first day of `days`, the second, and so on. */
export type PackedFigures = Omit<Figures, 'days' | 'rhythm'> & {
  days: [Day, Totals][]
  rhythm: Record<number, number[]>
}

/** The last value is itself a row, of `beforeColumns`, or null. */
export const assignmentColumns = [
  'id',
  'coverageId',
  'unitId',
  'personId',
  'dueAt',
  'state',
  'stateBy',
  'stateAt',
  'reason',
  'doneBy',
  'doneAt',
  'remindedBy',
  'remindedAt',
  'before',
] as const satisfies (keyof Assignment)[]

export const beforeColumns = [
  'unitId',
  'personId',
  'dueAt',
  'state',
  'stateBy',
  'stateAt',
  'reason',
  'doneBy',
  'doneAt',
] as const satisfies (keyof Before)[]

export const postColumns = [
  'id',
  'unitId',
  'channelId',
  'channelKind',
  'assignmentId',
  'link',
  'title',
  'contentType',
  'publishedAt',
  'reportedBy',
  'reportedAt',
  'reactions',
  'comments',
  'shares',
  'views',
  'countedAt',
  'countedFrom',
] as const satisfies (keyof Post)[]

/** The board that a text from the server holds. */
export function unpack(text: string): Snapshot {
  const { seq, board } = JSON.parse(text) as PackedSnapshot
  return {
    seq,
    board: {
      ...board,
      assignments: unpackRows(board.assignments, assignmentFrom),
      posts: unpackRows(board.posts, postFrom),
      figures: unpackFigures(board.figures),
    },
  }
}

function assignmentFrom(row: Row): Assignment {
  const assignment = named<Assignment>(row, assignmentColumns)
  const before = row.at(-1) as Row | null
  assignment.before = before && named<Before>(before, beforeColumns)
  return assignment
}

function postFrom(row: Row): Post {
  return named<Post>(row, postColumns)
}

export function packFigures({ days, rhythm, ...rest }: Figures): PackedFigures {
  const inOrder = Object.entries(days).sort(([a], [b]) => (a < b ? -1 : 1))
  const packed: PackedFigures['rhythm'] = {}
  for (const [unitId, posts] of Object.entries(rhythm)) {
    // A unit's posts are the campaign's too: there is no day that `days` does not have.
    packed[Number(unitId)] = inOrder.map(([day]) => posts[day] ?? 0)
  }
  return { ...rest, days: inOrder, rhythm: packed }
}

export function unpackFigures({ days, rhythm, ...rest }: PackedFigures): Figures {
  const unpacked: Figures['rhythm'] = {}
  for (const [unitId, posts] of Object.entries(rhythm)) {
    const own: Record<Day, number> = {}
    for (const [index, count] of posts.entries()) {
      const day = days[index]?.[0]
      if (day !== undefined && count !== 0) own[day] = count
    }
    unpacked[Number(unitId)] = own
  }
  return { ...rest, days: Object.fromEntries(days), rhythm: unpacked }
}

function unpackRows<One extends { id: number }>(
  rows: readonly Row[],
  from: (row: Row) => One,
): Record<number, One> {
  const byId: Record<number, One> = {}
  for (const row of rows) {
    const one = from(row)
    byId[one.id] = one
  }
  return byId
}

/** A row's values under their names. */
export function named<One>(row: Row, columns: readonly string[]): One {
  const one: Record<string, unknown> = {}
  for (let index = 0; index < columns.length; index += 1) one[columns[index] ?? ''] = row[index]
  return one as One
}
