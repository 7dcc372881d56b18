import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noTotals, type Totals } from '#lib/domain/figures.ts'
import { campaignDay, climbOf, paceOf, projectionOf } from '#lib/domain/pace.ts'
import { daysBetween, type Day } from '#lib/domain/time.ts'
import { about, verdictOf } from '#lib/ui/wall/climb-verdict.ts'
import { Words } from '#lib/ui/words/words.svelte.ts'

const timeZone = 'Asia/Ho_Chi_Minh'
const may = { startsOn: '2023-05-01', endsOn: '2023-05-31', postTarget: 3100 }
const at = (day: Day, clock: string) => ({
  today: day,
  now: Date.parse(`${day}T${clock}:00+07:00`),
  timeZone,
})

function posts(counts: Record<Day, number>): Record<Day, Totals> {
  return Object.fromEntries(
    Object.entries(counts).map(([day, count]) => [day, { ...noTotals, posts: count }]),
  )
}

describe('the day of a campaign', () => {
  test('is counted from one, and its last day still belongs to it', () => {
    expect(campaignDay(may, '2023-05-01')).toEqual({ kind: 'running', number: 1, of: 31 })
    expect(campaignDay(may, '2023-05-31')).toEqual({ kind: 'running', number: 31, of: 31 })
  })

  test('before it begins, says how many days are left', () => {
    expect(campaignDay(may, '2023-04-28')).toEqual({ kind: 'before', startsIn: 3 })
    expect(campaignDay(may, '2023-06-01')).toEqual({ kind: 'after', of: 31 })
  })
})

describe('the pace of a day', () => {
  test('compares posts with an even share of the target up to this hour', () => {
    expect(paceOf(may, 84, at('2023-05-12', '15:02'))).toEqual({ share: 100, expected: 63, ahead: 21 })
    expect(paceOf(may, 40, at('2023-05-12', '15:02'))?.ahead).toBe(-23)
  })

  test('is not said without a target, nor outside the campaign', () => {
    expect(paceOf({ ...may, postTarget: null }, 84, at('2023-05-12', '15:02'))).toBeNull()
    expect(paceOf(may, 84, at('2023-06-02', '15:02'))).toBeNull()
  })

  test('follows the clock of the campaign, not of the server', () => {
    const midnight = { today: '2023-05-12', now: Date.parse('2023-05-11T17:00:00Z'), timeZone }
    expect(paceOf(may, 0, midnight)?.expected).toBe(0)
  })
})

describe('the projection', () => {
  const even = posts(Object.fromEntries(daysBetween('2023-05-01', '2023-05-11').map((day) => [day, 90])))

  test('goes on with the posts a day of the last seven whole days', () => {
    const days = posts({ '2023-05-01': 500, '2023-05-02': 500 })
    for (const day of daysBetween('2023-05-05', '2023-05-11')) days[day] = { ...noTotals, posts: 70 }
    const projection = projectionOf(may, days, '2023-05-12')
    expect(projection).toMatchObject({ perDay: 70, basis: 7 })
    expect(projection?.posts).toBe(1000 + 490 + 70 * 20)
  })

  test('of steady days has no band', () => {
    expect(projectionOf(may, even, '2023-05-12')).toMatchObject({ posts: 2790, low: 2790, high: 2790 })
  })

  test('never falls below what is published already', () => {
    const days = { ...even, ...posts({ '2023-05-12': 4000 }) }
    const projection = projectionOf(may, days, '2023-05-12')
    expect(projection?.low).toBeGreaterThanOrEqual(990 + 4000)
  })

  test('is not made from fewer than three whole days, from no posts, or outside the campaign', () => {
    expect(projectionOf(may, even, '2023-05-03')).toBeNull()
    expect(projectionOf(may, even, '2023-05-04')).not.toBeNull()
    expect(projectionOf(may, {}, '2023-05-12')).toBeNull()
    expect(projectionOf(may, even, '2023-06-02')).toBeNull()
  })

  test('does not jump up within a day of an even pace', () => {
    const morning = projectionOf(may, even, '2023-05-12')
    const evening = projectionOf(may, { ...even, ...posts({ '2023-05-12': 90 }) }, '2023-05-12')
    expect(evening?.posts).toBe(morning?.posts)
  })
})

describe('the climb', () => {
  test('begins with what was published before and ends now', () => {
    const days = posts({ '2023-04-30': 5, '2023-05-01': 10, '2023-05-02': 3 })
    expect(climbOf(may, days, at('2023-05-02', '12:00'))).toEqual([
      { at: 0, posts: 5 },
      { at: 1, posts: 15 },
      { at: 1.5, posts: 18 },
    ])
  })

  test('is nothing before the campaign, and whole after it', () => {
    const days = posts({ '2023-05-31': 10, '2023-06-01': 2 })
    expect(climbOf(may, days, at('2023-04-30', '12:00'))).toEqual([])
    expect(climbOf(may, days, at('2023-06-02', '12:00')).at(-1)).toEqual({ at: 31, posts: 12 })
  })

  test('never goes back in time, and its end is the sum of the days so far', () => {
    const dayOfMay = fc
      .integer({ min: 0, max: 30 })
      .map((index) => daysBetween('2023-05-01', '2023-05-31')[index])
    const any = fc.dictionary(dayOfMay as fc.Arbitrary<string>, fc.nat(200))
    fc.assert(
      fc.property(any, fc.integer({ min: 0, max: 30 }), (counts, index) => {
        const today = daysBetween('2023-05-01', '2023-05-31')[index] ?? ''
        const steps = climbOf(may, posts(counts), at(today, '09:30'))
        for (const [before, step] of steps.slice(1).map((step, i) => [steps[i], step] as const)) {
          expect(step.at).toBeGreaterThan(before?.at ?? -1)
          expect(step.posts).toBeGreaterThanOrEqual(before?.posts ?? 0)
        }
        const sum = Object.entries(counts).reduce((all, [day, count]) => all + (day <= today ? count : 0), 0)
        expect(steps.at(-1)?.posts).toBe(sum)
      }),
    )
  })
})

describe('the verdict of the chart', () => {
  const words = new Words(() => 'vi')
  const standing = (projected: number | null, sofar = 900, isRunning = true) => ({
    campaign: may,
    projection: projected === null ? null : { posts: projected, low: 0, high: 0, perDay: 1, basis: 7 },
    sofar,
    isRunning,
  })

  test('says how many posts are missing or over, rounded as a guess is', () => {
    expect(verdictOf(words, standing(2933))).toBe('thiếu khoảng 170 bài nếu giữ nhịp này')
    expect(verdictOf(words, standing(3300))).toBe('vượt khoảng 200 bài nếu giữ nhịp này')
    expect(verdictOf(words, standing(3110))).toBe('vừa đạt chỉ tiêu nếu giữ nhịp này')
  })

  test('says what was reached once it is over, and nothing without a basis', () => {
    expect(verdictOf(words, standing(null, 2790, false))).toBe('đạt 90% chỉ tiêu')
    expect(verdictOf(words, standing(null))).toBeNull()
    expect(about(87)).toBe(87)
  })
})
