import { describe, expect, test } from 'vitest'
import type { Assignment } from '#lib/domain/assignment.ts'
import type { Coverage } from '#lib/domain/coverage.ts'
import { fittingAssignments, mayBecomeEvidence } from '#lib/domain/fitting.ts'
import { byDue, groupOf, isRecentlySettled, isTaskOf } from '#lib/domain/my-tasks.ts'
import { now, workOf } from '../support/board.ts'

const timeZone = 'Asia/Ho_Chi_Minh'
const at = (text: string) => Date.parse(`2026-05-${text}:00+07:00`)

function given(facts: Partial<Assignment> = {}): Assignment {
  const work = {
    unitId: 7,
    coverageId: 1,
    state: 'assigned',
    dueAt: at('12T17:00'),
    stateAt: at('11T08:00'),
  } as const
  return workOf(1, { ...work, ...facts })
}

describe('an officer’s list', () => {
  const officer = { id: 42, unitIds: new Set([7]) }

  test('holds the work of their units and of them by name, not that of a colleague or another unit', () => {
    expect(isTaskOf(given(), officer)).toBe(true)
    expect(isTaskOf(given({ personId: 42 }), officer)).toBe(true)
    expect(isTaskOf(given({ personId: 43 }), officer)).toBe(false)
    expect(isTaskOf(given({ unitId: 8 }), officer)).toBe(false)
  })

  test('says what is overdue, due today and later, by days of the campaign’s zone', () => {
    expect(groupOf(given({ dueAt: now - 1 }), { now, timeZone })).toBe('overdue')
    expect(groupOf(given({ dueAt: at('12T23:59') }), { now, timeZone })).toBe('today')
    expect(groupOf(given({ dueAt: at('13T00:00') }), { now, timeZone })).toBe('later')
  })

  test('puts overdue work first, then today’s, then later work, and keeps its order as time passes', () => {
    const work = [
      given({ id: 3, dueAt: at('14T08:00') }),
      given({ id: 1, dueAt: at('12T09:00') }),
      given({ id: 2, dueAt: at('12T17:00') }),
    ].sort(byDue)
    expect(work.map((one) => groupOf(one, { now, timeZone }))).toEqual(['overdue', 'today', 'later'])
    const evening = at('12T18:00')
    expect(work.map((one) => groupOf(one, { now: evening, timeZone }))).toEqual([
      'overdue',
      'overdue',
      'later',
    ])
  })

  test('shows what was finished lately or is of today, and nothing cancelled or long past', () => {
    const shown = (facts: Partial<Assignment>) => isRecentlySettled(given(facts), { now, timeZone })
    expect(shown({ state: 'done', stateAt: at('12T10:40') })).toBe(true)
    expect(shown({ state: 'declined', stateAt: at('11T10:00') })).toBe(true)
    expect(shown({ state: 'verified', stateAt: at('05T10:00'), dueAt: at('12T17:00') })).toBe(true)
    expect(shown({ state: 'verified', stateAt: at('05T10:00'), dueAt: at('05T17:00') })).toBe(false)
    expect(shown({ state: 'cancelled', stateAt: at('12T10:00') })).toBe(false)
    expect(shown({ state: 'returned', stateAt: at('12T10:00') })).toBe(false)
  })
})

describe('a pasted post', () => {
  const news: Coverage = {
    id: 1,
    eventId: null,
    title: 'Tin',
    contentType: 'news',
    channelKind: 'fanpage',
    dueAt: at('12T17:00'),
  }
  const coverages = { 1: news, 2: { ...news, id: 2, contentType: 'video' as const } }
  const post = { unitId: 7, channelKind: 'fanpage', contentType: null } as const

  test('finishes open work of its unit on that kind of channel, the next due first', () => {
    const assignments = {
      1: given({ id: 1, dueAt: at('13T17:00') }),
      2: given({ id: 2, coverageId: 2 }),
      3: given({ id: 3, state: 'done' }),
      4: given({ id: 4, unitId: 8 }),
    }
    const ids = (facts: object) =>
      fittingAssignments({ assignments, coverages }, { ...post, ...facts }).map(({ id }) => id)
    expect(ids({})).toEqual([2, 1])
    expect(ids({ contentType: 'news' })).toEqual([1])
    expect(ids({ contentType: 'in_depth' })).toEqual([])
    expect(ids({ channelKind: 'zalo' })).toEqual([])
  })

  test('that the board knows becomes evidence only of its own unit’s work, and only once', () => {
    const work = { unitId: 7, assignmentId: 1 }
    expect(mayBecomeEvidence({ unitId: 7, assignmentId: null }, work)).toBe(true)
    expect(mayBecomeEvidence({ unitId: 7, assignmentId: 1 }, work)).toBe(true)
    expect(mayBecomeEvidence({ unitId: 7, assignmentId: 2 }, work)).toBe(false)
    expect(mayBecomeEvidence({ unitId: 8, assignmentId: null }, work)).toBe(false)
  })
})
