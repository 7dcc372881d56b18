import { expect, test } from 'vitest'
import type { Assignment, AssignmentState } from '#lib/domain/assignment.ts'
import { type Board, emptyBoard } from '#lib/domain/board.ts'
import type { Unit, UnitKind } from '#lib/domain/unit.ts'
import { countsOf, matrixOf } from '#lib/ui/board/matrix.ts'

const now = Date.parse('2026-05-12T08:02Z') // 15:02 in Lai Châu
const hour = 3_600_000

const campaign = {
  id: 1,
  unitId: 1,
  kind: 'workers_month',
  name: 'Tháng Công nhân',
  startsOn: '2026-05-01',
  endsOn: '2026-05-31',
  peakDays: [],
  timeZone: 'Asia/Ho_Chi_Minh',
  postTarget: null,
  openedAt: 1,
  closedAt: null,
} as const

function unit(id: number, kind: UnitKind, name: string): Unit {
  return { id, code: String(id), name, shortName: name, kind, parentId: 1, path: `1.${id}`, memberCount: 50 }
}

const units = new Map(
  [
    unit(2, 'upper_union', 'Mường Tè'),
    unit(3, 'upper_union', 'Sìn Hồ'),
    unit(4, 'department', 'Ban Tổ chức'),
  ].map((one) => [one.id, one]),
)

function work(
  id: number,
  coverageId: number,
  given: { unitId: number; state: AssignmentState; dueAt: number },
): Assignment {
  return {
    id,
    coverageId,
    ...given,
    personId: null,
    stateBy: 1,
    stateAt: now - hour,
    reason: null,
    doneBy: null,
    doneAt: given.state === 'done' ? now - hour : null,
    remindedBy: null,
    remindedAt: null,
    before: null,
  }
}

const coverage = (id: number, eventId: number | null) =>
  ({ id, eventId, title: `Tin ${id}`, contentType: 'news', channelKind: 'fanpage', dueAt: now }) as const

const board: Board = {
  ...emptyBoard({ ...campaign, peakDays: [] }),
  events: { 5: { id: 5, name: 'Trao quà', place: '', startsAt: now, endsAt: null, hostUnitId: null } },
  coverages: { 10: coverage(10, null), 11: coverage(11, 5) },
  assignments: {
    1: work(1, 10, { unitId: 2, state: 'done', dueAt: now + hour }),
    2: work(2, 11, { unitId: 2, state: 'assigned', dueAt: now - 30 * hour }),
    3: work(3, 11, { unitId: 3, state: 'assigned', dueAt: now + 48 * hour }),
    4: work(4, 10, { unitId: 4, state: 'cancelled', dueAt: now }),
  },
}

test('each view counts its own work; late work of yesterday is work of today', () => {
  expect(countsOf(board, now)).toEqual({ today: 2, waiting: 1, overdue: 1, all: 3 })
})

test('units stand down by kind, coverages across by event with the theme last', () => {
  const matrix = matrixOf(board, units, { filter: { view: 'all', words: '' }, now })
  expect(matrix.columns.map(({ event }) => event?.name ?? 'theme')).toEqual(['Trao quà', 'theme'])
  expect(matrix.groups.map(({ kind }) => kind)).toEqual(['upper_union'])
  const [row] = matrix.groups[0]?.rows ?? []
  expect(row?.cells.map((cell) => cell?.id)).toEqual([2, 1])
})

test('a unit is found without its diacritics', () => {
  const matrix = matrixOf(board, units, { filter: { view: 'all', words: 'muong te' }, now })
  expect(matrix.shown.map(({ unitId }) => unitId)).toEqual([2, 2])
})
