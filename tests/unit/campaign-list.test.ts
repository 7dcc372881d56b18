import { describe, expect, test } from 'vitest'
import { monthsOf, weekdayOf } from '#lib/ui/campaigns/calendar.ts'
import { campaignGroups, type ListedCampaign, standingOf } from '#lib/ui/campaigns/campaign-list.ts'
import { merge } from '#lib/ui/form/merge.ts'

function campaign(id: number, given: Partial<ListedCampaign> = {}): ListedCampaign {
  return {
    id,
    unitId: 1,
    kind: 'workers_month',
    name: `Chiến dịch ${id}`,
    startsOn: '2026-05-01',
    endsOn: '2026-05-31',
    peakDays: [],
    timeZone: 'Asia/Ho_Chi_Minh',
    postTarget: null,
    openedAt: null,
    closedAt: null,
    ownerName: 'LĐLĐ tỉnh Lai Châu',
    finished: 0,
    total: 0,
    posts: 0,
    ...given,
  }
}

const open = { openedAt: 1 }
const closed = { openedAt: 1, closedAt: 2 }
const kindWord = () => 'Tháng Công nhân'

describe('the list of campaigns', () => {
  test('running ones come first, what ends next on top, then what is prepared, then the ended', () => {
    const groups = campaignGroups(
      [
        campaign(1, closed),
        campaign(2, { startsOn: '2026-09-01' }),
        campaign(5, { ...open, startsOn: '2026-05-20', endsOn: '2026-06-20' }),
        campaign(3, open),
        campaign(4, { startsOn: '2026-07-01' }),
      ],
      { words: '', kindWord },
    )
    expect(groups.map(({ state, campaigns }) => [state, campaigns.map(({ id }) => id)])).toEqual([
      ['open', [3, 5]],
      ['prepared', [4, 2]],
      ['closed', [1]],
    ])
  })

  test('is searched by name, unit and kind without marks', () => {
    const all = [campaign(1, { name: 'Đại hội' }), campaign(2, { ownerName: 'LĐLĐ huyện Mường Tè' })]
    const found = (words: string) =>
      campaignGroups(all, { words, kindWord }).flatMap(({ campaigns }) => campaigns.map(({ id }) => id))
    expect(found('dai hoi')).toEqual([1])
    expect(found('muong te')).toEqual([2])
    expect(found('thang cong nhan')).toEqual([2, 1])
    expect(found('covid')).toEqual([])
  })

  test.each([
    [campaign(1, open), '2026-05-01', { kind: 'running', day: 1, days: 31 }],
    [campaign(1, open), '2026-05-31', { kind: 'running', day: 31, days: 31 }],
    [campaign(1, open), '2026-06-01', { kind: 'over_end' }],
    [campaign(1, open), '2026-04-29', { kind: 'begins', inDays: 2 }],
    [campaign(1), '2026-05-01', { kind: 'begins', inDays: 0 }],
    [campaign(1), '2026-05-02', { kind: 'late_to_open' }],
    [campaign(1, closed), '2026-05-02', { kind: 'closed' }],
  ])('says where today is in a campaign', (given, today, standing) => {
    expect(standingOf(given, today)).toEqual(standing)
  })
})

describe('the calendar of a campaign', () => {
  test('puts days into weeks that begin on Monday, month by month', () => {
    const [april, may] = monthsOf('2026-04-29', '2026-05-04')
    expect(april).toEqual({
      month: '2026-04',
      weeks: [[null, null, '2026-04-29', '2026-04-30', null, null, null]],
    })
    expect(may?.weeks).toEqual([
      [null, null, null, null, '2026-05-01', '2026-05-02', '2026-05-03'],
      ['2026-05-04', null, null, null, null, null, null],
    ])
    expect(weekdayOf('2026-05-03')).toBe(6)
  })

  test('has a single day, and nothing for days that are none, out of order or half typed', () => {
    expect(monthsOf('2026-05-01', '2026-05-01')).toHaveLength(1)
    for (const [first, last] of [
      ['', '2026-05-01'],
      ['2026-05-02', '2026-05-01'],
      ['0002-05-01', '2026-05-01'],
      ['2026-13-01', '2026-13-02'],
    ] as const) {
      expect(monthsOf(first, last)).toEqual([])
    }
  })
})

describe('a form that is open while somebody else changes the same thing', () => {
  const base = { name: 'Lễ phát động', place: 'Quảng trường' }

  test('keeps what was typed and names what changed under it', () => {
    const merged = merge({
      base,
      typed: { ...base, name: 'Lễ phát động Tháng Công nhân' },
      current: { name: 'Lễ ra quân', place: 'Quảng trường' },
    })
    expect(merged.typed.name).toBe('Lễ phát động Tháng Công nhân')
    expect(merged.news).toEqual([{ name: 'name', value: 'Lễ ra quân', isKept: true }])
  })

  test('takes the new value where nothing was typed', () => {
    const current = { ...base, place: 'Nhà văn hoá' }
    const merged = merge({ base, typed: base, current })
    expect(merged.typed).toEqual(current)
    expect(merged.news).toEqual([{ name: 'place', value: 'Nhà văn hoá', isKept: false }])
  })

  test('has nothing to say when both typed the same', () => {
    const same = { ...base, name: 'Lễ ra quân' }
    expect(merge({ base, typed: same, current: same }).news).toEqual([])
  })
})
