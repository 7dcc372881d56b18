import { describe, expect, test } from 'vitest'
import * as format from '#lib/ui/format.ts'
import { Words } from '#lib/ui/words/words.svelte.ts'

const vi = new Words(() => 'vi')
const en = new Words(() => 'en')
const at = (clock: string) => Date.parse(`2023-05-12T${clock}:00+07:00`)
const hour = 3_600_000

describe('figures', () => {
  test('are grouped from four digits on, with a full stop in Vietnamese', () => {
    expect(vi.number(14620)).toBe('14.620')
    expect(vi.number(1128)).toBe('1.128')
    expect(en.number(1128)).toBe('1,128')
  })

  test('a share has at most one decimal, after a comma in Vietnamese', () => {
    expect(vi.share(0.3642)).toBe('36,4%')
    expect(vi.share(0.5)).toBe('50%')
    expect(en.share(0.3642)).toBe('36.4%')
  })

  test('a gain always has its sign', () => {
    expect([31, -4, 0].map((value) => vi.gain(value))).toEqual(['+31', '−4', '0'])
  })

  test('are found inside a sentence, with their separators', () => {
    const parts = format.figuresIn('2 việc, hạn 17:00 ngày 12/5, đạt 36,4%.')
    expect(parts.filter(({ isFigure }) => isFigure).map(({ text }) => text)).toEqual([
      '2',
      '17:00',
      '12/5',
      '36,4%',
    ])
    expect(parts.map(({ text }) => text).join('')).toBe('2 việc, hạn 17:00 ngày 12/5, đạt 36,4%.')
  })
})

describe('days and times', () => {
  test('are those of the campaign, wherever the screen is', () => {
    const night = Date.parse('2023-05-11T18:30:00Z')
    expect(vi.clock(night)).toBe('01:30')
    expect(vi.day(vi.dayOf(night))).toBe('12/5')
    expect(new Words(() => 'vi', 'UTC').clock(night)).toBe('18:30')
  })

  test('a day has its weekday, and its year when asked', () => {
    expect(vi.weekday('2023-05-12')).toBe('Thứ Sáu 12/5')
    expect(vi.fullDay('2023-05-12')).toBe('12/5/2023')
    expect(vi.days('2023-05-01', '2023-05-31')).toBe('1/5 – 31/5/2023')
    expect(en.weekday('2023-05-12')).toBe('Friday 12 May')
  })

  test('yesterday, today and tomorrow are said as such', () => {
    const now = at('15:02')
    expect(vi.moment(at('17:00'), now)).toBe('17:00 hôm nay')
    expect(vi.moment(at('20:00') + 24 * hour, now)).toBe('20:00 ngày mai')
    expect(vi.moment(at('21:40') - 24 * hour, now)).toBe('21:40 hôm qua')
    expect(vi.moment(at('08:00') + 72 * hour, now)).toBe('08:00 ngày 15/5')
  })
})

describe('how long', () => {
  test('until due is told to the minute, late only roughly', () => {
    const now = at('15:02')
    expect(vi.untilDue(at('17:00'), now)).toBe('còn 1 giờ 58 phút')
    expect(vi.untilDue(now - 17 * hour - 120_000, now)).toBe('Trễ 17 giờ')
    expect(en.untilDue(at('17:00'), now)).toBe('1 h 58 min left')
    expect(en.untilDue(now - 17 * hour, now)).toBe('17 h late')
    expect(vi.lateShort(now - 17 * hour, now)).toBe('Trễ 17 g')
  })

  test('is never nothing', () => {
    expect(vi.untilDue(at('15:02'), at('15:02'))).toBe('còn 1 phút')
    expect(vi.ago(at('15:02'), at('15:02'))).toBe('vừa xong')
  })

  test('a countdown ends at zero', () => {
    expect(format.formatCountdown(118 * 60_000)).toBe('1:58')
    expect(format.formatCountdown(-5)).toBe('0:00')
  })
})
