import { describe, expect, test } from 'vitest'
import { dueWarnings, newCoverageText, newEventText, usualDueTimes } from '#lib/ui/plan/event-draft.ts'
import { addressOf, openedBy } from '#lib/ui/plan/opened.ts'
import { beginningOf, daysOfPlan, noFilter, planDays } from '#lib/ui/plan/plan-list.ts'
import { boardOf, coverageOf, now, workersMonth, workOf } from '../support/board.ts'

const at = (local: string) => Date.parse(`${local}:00+07:00`)
const { timeZone } = workersMonth

function event(id: number, name: string, startsAt: string, endsAt: string | null = null) {
  const end = endsAt === null ? null : at(endsAt)
  return { id, name, place: 'Quảng trường', startsAt: at(startsAt), endsAt: end, hostUnitId: null }
}

function coverage(id: number, eventId: number | null, title: string, dueAt: string) {
  return coverageOf(id, { eventId, title, dueAt: at(dueAt) })
}

const board = boardOf(
  [
    coverage(10, 2, 'Video lễ phát động', '2026-05-02T17:00'),
    coverage(11, 2, 'Tin lễ phát động', '2026-05-01T17:00'),
    coverage(12, null, 'Gương người lao động', '2026-05-20T17:00'),
  ],
  [
    workOf(1, { coverageId: 11, unitId: 1, state: 'done' }),
    workOf(2, { coverageId: 11, unitId: 2, state: 'assigned' }),
    workOf(3, { coverageId: 11, unitId: 3, state: 'cancelled' }),
  ],
  {
    events: {
      1: event(1, 'Trao quà', '2026-05-13T08:00'),
      2: event(2, 'Lễ phát động', '2026-05-01T08:00', '2026-05-02T10:00'),
      // 23:30 in Việt Nam is the day before in Greenwich: days are the campaign's.
      3: event(3, 'Đêm hội', '2026-05-13T23:30'),
    },
  },
)

describe('the plan as a list', () => {
  test('events stand under the day they begin, in order of time, and the theme comes last', () => {
    const days = planDays(board, noFilter, now)
    expect(days.map(({ day }) => day)).toEqual(['2026-05-01', '2026-05-13', null])
    expect(days[1]?.events.map((planned) => planned.event?.id)).toEqual([1, 3])
    expect(days[0]?.events[0]?.coverages.map((planned) => planned.coverage.id)).toEqual([11, 10])
  })

  test('a coverage says who has it and how far it is; cancelled work is nobody’s', () => {
    const planned = planDays(board, noFilter, now)[0]?.events[0]?.coverages[0]
    expect(planned?.assignments.map(({ id }) => id)).toEqual([1, 2])
    expect(planned?.progress).toMatchObject({ finished: 1, total: 2 })
  })

  test('without coverages the theme is not shown, an event is', () => {
    const bare = { ...board, coverages: {}, assignments: {} }
    expect(planDays(bare, noFilter, now).map(({ day }) => day)).toEqual(['2026-05-01', '2026-05-13'])
  })

  test('a coverage whose event is gone does not disappear with it', () => {
    const orphaned = { ...board, events: {} }
    const [theme] = planDays(orphaned, noFilter, now)
    expect(theme?.events[0]?.coverages.map((planned) => planned.coverage.id)).toEqual([11, 10, 12])
  })

  test('words find events with all they hold, and single coverages, without marks', () => {
    const byEvent = planDays(board, { ...noFilter, words: 'phat dong' }, now)
    expect(byEvent.flatMap(({ events }) => events.flatMap(({ coverages }) => coverages))).toHaveLength(2)
    const byTitle = planDays(board, { ...noFilter, words: 'video' }, now)
    expect(byTitle[0]?.events[0]?.coverages.map((planned) => planned.coverage.id)).toEqual([10])
    expect(planDays(board, { ...noFilter, words: 'không có' }, now)).toEqual([])
  })

  test('a day shows what goes on then and what is due then', () => {
    const second = planDays(board, { ...noFilter, day: '2026-05-02' }, now)
    expect(second[0]?.events[0]?.event?.id).toBe(2)
    const twentieth = planDays(board, { ...noFilter, day: '2026-05-20' }, now)
    expect(twentieth.map(({ day }) => day)).toEqual([null])
    expect(planDays(board, { ...noFilter, day: '2026-05-21' }, now)).toEqual([])
  })

  test('one event, or the theme alone', () => {
    expect(planDays(board, { ...noFilter, event: 1 }, now).map(({ day }) => day)).toEqual(['2026-05-13'])
    expect(planDays(board, { ...noFilter, event: 'theme' }, now).map(({ day }) => day)).toEqual([null])
  })

  test('a long plan begins with whole events and says how much comes after', () => {
    const days = planDays(board, noFilter, now)
    expect(beginningOf(days, 100)).toEqual({ days, more: 0 })
    const beginning = beginningOf(days, 1)
    expect(beginning.days.map(({ day }) => day)).toEqual(['2026-05-01'])
    expect(beginning.days[0]?.events[0]?.coverages).toHaveLength(2)
    expect(beginning.more).toBe(1)
  })

  test('days to choose from are those of events and due times', () => {
    expect(daysOfPlan(board)).toEqual(['2026-05-01', '2026-05-02', '2026-05-13', '2026-05-20'])
  })
})

describe('a new coverage', () => {
  test('is due at 17:00 on the day of its event', () => {
    const text = newCoverageText({
      campaign: workersMonth,
      event: event(3, 'Đêm hội', '2026-05-13T23:30'),
      now,
    })
    expect(text).toMatchObject({ eventId: '3', dueAt: '2026-05-13T17:00' })
  })

  test('of a campaign that has not begun begins on its first day', () => {
    const before = at('2026-03-01T08:00')
    expect(newEventText(workersMonth, before).startsAt).toBe('2026-05-01T08:00')
    expect(newCoverageText({ campaign: workersMonth, event: null, now: before }).dueAt).toBe(
      '2026-05-01T17:00',
    )
  })

  test('eight hours after an event may be the next day', () => {
    const usual = usualDueTimes(event(3, 'Đêm hội', '2026-05-13T20:00', '2026-05-13T22:00'), timeZone)
    expect(usual.find(({ kind }) => kind === 'dueAfter')?.dueAt).toBe('2026-05-14T06:00')
  })

  test('due in the past or outside the campaign is warned about', () => {
    expect(dueWarnings('2026-05-12T14:59', { campaign: workersMonth, now })).toEqual(['dueIsPast'])
    expect(dueWarnings('2026-06-01T08:00', { campaign: workersMonth, now })).toEqual(['outside'])
    expect(dueWarnings('2026-05-12T15:03', { campaign: workersMonth, now })).toEqual([])
    expect(dueWarnings('', { campaign: workersMonth, now })).toEqual([])
  })
})

test('the address says which form is open, and nothing else does', () => {
  const all = [
    { kind: 'addEvent' },
    { kind: 'changeEvent', eventId: 3 },
    { kind: 'addCoverage', eventId: 3 },
    { kind: 'addCoverage', eventId: null },
    { kind: 'changeCoverage', coverageId: 8 },
  ] as const
  for (const opened of all) expect(openedBy(new URLSearchParams(addressOf(opened)))).toEqual(opened)
  for (const address of ['', 'edit=event-', 'edit=unit-3', 'edit=event-0', 'add=unit']) {
    expect(openedBy(new URLSearchParams(address))).toBeNull()
  }
})
