import { describe, expect, test } from 'vitest'
import { rankUnits, rhythmBin, rhythmDays, rhythmRange } from '#lib/domain/rhythm.ts'
import { finishedSince, type WallUnit, type WallView } from '#lib/domain/wall.ts'
import { climbMarks } from '#lib/ui/wall/climb-marks.ts'

function unit(name: string, finishedEver: number, totalEver: number, finished = 0): WallUnit {
  return { name, rhythm: {}, finished, total: totalEver, finishedEver, totalEver }
}

describe('the weave', () => {
  test('has fixed steps, zero apart', () => {
    expect([0, 1, 4, 5, 8, 9, 13, 14, 18, 19, 400].map(rhythmBin)).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    expect([0, 1, 2, 3, 4, 5].map(rhythmRange)).toEqual([
      { from: 0, to: 0 },
      { from: 1, to: 4 },
      { from: 5, to: 8 },
      { from: 9, to: 13 },
      { from: 14, to: 18 },
      { from: 19, to: null },
    ])
  })

  test('of a long campaign shows the days around today', () => {
    const year = { startsOn: '2023-01-01', endsOn: '2023-12-31' }
    const days = rhythmDays(year, '2023-06-15', 28)
    expect(days).toHaveLength(28)
    expect(days.indexOf('2023-06-15')).toBe(20)
    expect(rhythmDays(year, '2023-01-02', 28)[0]).toBe('2023-01-01')
    expect(rhythmDays(year, '2024-02-01', 28).at(-1)).toBe('2023-12-31')
  })
})

describe('units', () => {
  test('stand in the order of the share of their own work, not of how much they do', () => {
    const ranked = rankUnits({
      1: unit('Sìn Hồ', 1, 2),
      2: unit('Than Uyên', 30, 40),
      3: unit('Ban Tổ chức', 1, 1),
    })
    expect(ranked.map(({ unitId, rank }) => [unitId, rank])).toEqual([
      [3, 1],
      [2, 2],
      [1, 3],
    ])
  })

  test('with the same share have the same rank, in the order of their names', () => {
    const ranked = rankUnits({
      1: unit('Tân Uyên', 2, 4),
      2: unit('Đoàn Y tế', 1, 2),
      3: unit('Ban Tổ chức', 3, 6),
      4: unit('Mường Tè', 0, 6),
    })
    expect(ranked.map(({ unit: { name }, rank }) => `${rank} ${name}`)).toEqual([
      '1 Ban Tổ chức',
      '1 Đoàn Y tế',
      '1 Tân Uyên',
      '4 Mường Tè',
    ])
  })

  test('that were asked for nothing have no rank and come last', () => {
    const ranked = rankUnits({ 1: unit('A', 0, 0), 2: unit('B', 0, 3) })
    expect(ranked.map(({ unitId, rank, share }) => [unitId, rank, share])).toEqual([
      [2, 1, 0],
      [1, null, null],
    ])
  })
})

describe('work finished between two views', () => {
  const view = (today: string, finished: number, units: WallView['units']) =>
    ({ today, work: { finished }, units }) as unknown as WallView

  test('names the units that finished it', () => {
    const before = view('2023-05-12', 31, { 1: unit('Mường Tè', 1, 3, 1), 2: unit('Sìn Hồ', 0, 3, 0) })
    const next = view('2023-05-12', 32, { 1: unit('Mường Tè', 2, 3, 2), 2: unit('Sìn Hồ', 0, 3, 0) })
    expect(finishedSince(before, next)).toEqual({ count: 1, unitIds: [1] })
  })

  test('is nothing when work was returned, and when the day turned', () => {
    const units = { 1: unit('Mường Tè', 1, 3, 1) }
    const none = { count: 0, unitIds: [] }
    expect(finishedSince(view('2023-05-12', 32, units), view('2023-05-12', 31, units))).toEqual(none)
    expect(finishedSince(view('2023-05-12', 2, units), view('2023-05-13', 5, units))).toEqual(none)
  })
})

describe('days named under the chart', () => {
  const may = { startsOn: '2023-05-01', endsOn: '2023-05-31' }

  test('are today before all others, and never two on top of each other', () => {
    const marks = climbMarks(
      { ...may, peakDays: ['2023-05-12', '2023-05-14', '2023-05-19'] },
      '2023-05-13',
      7,
    )
    expect(marks.map(({ day, isNow }) => (isNow ? `${day} now` : day))).toEqual([
      '2023-05-01',
      '2023-05-13 now',
      '2023-05-19',
      '2023-05-31',
    ])
  })

  test('are fewer where there is less room', () => {
    const peakDays = ['2023-05-12', '2023-05-19', '2023-05-28']
    const marks = climbMarks({ ...may, peakDays }, '2023-05-12', 4)
    expect(marks.map(({ day }) => day)).toEqual(['2023-05-01', '2023-05-12', '2023-05-31'])
  })

  test('leave today out when it is none of them', () => {
    expect(climbMarks({ ...may, peakDays: [] }, '2023-06-09', 7).map(({ day }) => day)).toEqual([
      '2023-05-01',
      '2023-05-31',
    ])
  })
})
