import { expect, test } from 'vitest'
import { progressOf } from '#lib/domain/progress.ts'
import { noFilter } from '#lib/ui/plan/plan-list.ts'
import { lookOf, timelineOf } from '#lib/ui/plan/timeline.ts'
import { boardOf, coverageOf, now, workersMonth } from '../support/board.ts'

const at = (local: string) => Date.parse(`${local}:00+07:00`)
const event = { place: '', endsAt: null, hostUnitId: null }

const board = boardOf(
  [
    coverageOf(10, { eventId: 1, dueAt: at('2026-05-12T17:00') }),
    coverageOf(11, { eventId: 1, dueAt: at('2026-05-12T20:00') }),
    coverageOf(12, { dueAt: at('2026-05-16T08:00') }),
  ],
  [],
  {
    campaign: { ...workersMonth, startsOn: '2026-05-10', endsOn: '2026-05-14' },
    events: {
      1: {
        ...event,
        id: 1,
        name: 'Trao quà',
        startsAt: at('2026-05-11T08:00'),
        endsAt: at('2026-05-13T10:00'),
      },
      2: { ...event, id: 2, name: 'Hội thao', startsAt: at('2026-05-14T08:00') },
      3: { ...event, id: 3, name: 'Ra quân', startsAt: at('2026-05-09T08:00') },
    },
  },
)

test('days are those of the campaign and further ones on which something is planned', () => {
  const { days } = timelineOf(board, noFilter, now)
  expect(days[0]).toBe('2026-05-09')
  expect(days.at(-1)).toBe('2026-05-16')
  expect(days).toHaveLength(8)
})

test('an event stands on its days, and says whether it is over, on or coming', () => {
  const { lanes } = timelineOf(board, noFilter, now)
  expect(lanes.map(({ planned, span, phase }) => [planned.event?.id, span, phase])).toEqual([
    [3, { from: 0, to: 0 }, 'past'],
    [1, { from: 2, to: 4 }, 'now'],
    [2, { from: 5, to: 5 }, 'coming'],
    [undefined, null, 'coming'],
  ])
})

test('coverages due on one day stand below each other', () => {
  const lane = timelineOf(board, noFilter, now).lanes[1]
  expect(lane?.marks.map(({ planned, column, row }) => [planned.coverage.id, column, row])).toEqual([
    [10, 3, 0],
    [11, 3, 1],
  ])
  expect(lane?.rows).toBe(2)
})

test('narrowing the plan leaves the days where they are', () => {
  const narrowed = timelineOf(board, { ...noFilter, event: 2 }, now)
  expect(narrowed.lanes).toHaveLength(1)
  expect(narrowed.days).toEqual(timelineOf(board, noFilter, now).days)
})

test('late work comes before finished work in how a mark looks', () => {
  const none = progressOf([], now)
  expect(lookOf(none)).toBe('waiting')
  expect(lookOf({ ...none, total: 2, finished: 1 })).toBe('underway')
  expect(lookOf({ ...none, total: 2, finished: 2 })).toBe('done')
  expect(lookOf({ ...none, total: 2, finished: 1, overdue: 1 })).toBe('late')
})
