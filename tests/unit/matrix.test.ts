import { expect, test } from 'vitest'
import { countsOf, matrixOf } from '#lib/ui/board/matrix.ts'
import { boardOf, coverageOf, hour, now, unitOf, workOf } from '../support/board.ts'

const units = new Map(
  [unitOf(2, 'Mường Tè'), unitOf(3, 'Sìn Hồ'), unitOf(4, 'Ban Tổ chức', 'department')].map((one) => [
    one.id,
    one,
  ]),
)

const board = boardOf(
  [coverageOf(10), coverageOf(11, { eventId: 5 })],
  [
    workOf(1, { coverageId: 10, unitId: 2, state: 'done', dueAt: now + hour }),
    workOf(2, { coverageId: 11, unitId: 2, state: 'assigned', dueAt: now - 30 * hour }),
    workOf(3, { coverageId: 11, unitId: 3, state: 'assigned', dueAt: now + 48 * hour }),
    workOf(4, { coverageId: 10, unitId: 4, state: 'cancelled', dueAt: now }),
  ],
  { events: { 5: { id: 5, name: 'Trao quà', place: '', startsAt: now, endsAt: null, hostUnitId: null } } },
)

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
