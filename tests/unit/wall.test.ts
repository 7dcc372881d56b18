import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyBoard } from '#lib/domain/board.ts'
import { noTotals } from '#lib/domain/figures.ts'
import {
  afterFrame,
  wallChanges,
  type WallFrame,
  type WallUnit,
  type WallView,
  wallView,
  withChanges,
} from '#lib/domain/wall.ts'
import { workersMonth } from '../support/board.ts'

const campaign = {
  ...workersMonth,
  startsOn: '2023-05-01',
  endsOn: '2023-05-31',
  peakDays: [],
  postTarget: 100,
}
const now = Date.parse('2023-05-12T15:02:00+07:00')
const empty = wallView(emptyBoard(campaign), new Map([[1, { name: 'LĐLĐ tỉnh', shortName: 'LĐLĐ' }]]), now)

const day = fc.constantFrom('2023-05-01', '2023-05-02', '2023-05-03')
const anyUnit: fc.Arbitrary<WallUnit> = fc.record({
  name: fc.constantFrom('Mường Tè', 'Sìn Hồ'),
  rhythm: fc.dictionary(day, fc.nat(20)),
  finished: fc.nat(3),
  total: fc.nat(3),
  finishedEver: fc.nat(3),
  totalEver: fc.nat(3),
})
const line = {
  unitId: 1,
  channelKind: 'fanpage' as const,
  title: 'Trao quà',
  link: 'https://facebook.com/a/posts/1',
  at: now,
}
const anyView: fc.Arbitrary<WallView> = fc
  .record({
    name: fc.constantFrom('A', 'B'),
    today: day,
    finished: fc.nat(3),
    days: fc.dictionary(
      day,
      fc.nat(9).map((posts) => ({ ...noTotals, posts })),
    ),
    kindsToday: fc.record({ fanpage: fc.nat(3) }, { requiredKeys: [] }),
    units: fc.dictionary(fc.integer({ min: 1, max: 4 }).map(String), anyUnit) as fc.Arbitrary<
      WallView['units']
    >,
    calm: fc.boolean(),
    ownerName: fc.constantFrom('LĐLĐ tỉnh', 'CĐ ngành'),
    posts: fc.array(fc.nat(3), { maxLength: 3 }),
  })
  .map(({ name, finished, calm, posts, ...parts }) => ({
    ...empty,
    ...parts,
    campaign: { ...campaign, name },
    work: { ...empty.work, finished },
    ticker: posts.map((postId) => ({ ...line, postId })),
    attention: calm ? [] : [{ kind: 'declined', unitIds: [1], assignmentIds: [1] }],
  }))

const frame = (rest: { view: WallView } | { changes: object }): WallFrame =>
  ({ campaignId: 1, seq: 1, at: now, ...rest }) as WallFrame

describe('6.1 a frame', () => {
  test('makes one view into the next, whatever came, changed or went', () => {
    fc.assert(
      fc.property(anyView, anyView, (before, next) => {
        const changes = wallChanges(before, next)
        expect(changes ? withChanges(before, changes) : before).toEqual(next)
      }),
      { numRuns: 500 },
    )
  })

  test('holds of days and of a unit only what differs', () => {
    const unit = { name: 'MT', finished: 0, total: 2, finishedEver: 0, totalEver: 4 }
    const post = { ...noTotals, posts: 1 }
    const before = {
      ...empty,
      days: { '2023-05-01': post, '2023-05-02': post },
      units: { 7: { ...unit, rhythm: { '2023-05-01': 1, '2023-05-02': 1 } } },
    }
    const next = {
      ...before,
      days: { '2023-05-02': { ...noTotals, posts: 2 } },
      units: { 7: { ...unit, finished: 1, rhythm: { '2023-05-02': 2 } } },
    }
    expect(wallChanges(before, next)).toEqual({
      days: { '2023-05-01': null, '2023-05-02': { ...noTotals, posts: 2 } },
      units: { 7: { finished: 1, rhythm: { '2023-05-01': null, '2023-05-02': 2 } } },
    })
  })

  test('is not sent when nothing a wall shows is different', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        expect(wallChanges(view, structuredClone(view))).toBeNull()
      }),
    )
  })

  test('survives the wire', () => {
    fc.assert(
      fc.property(anyView, anyView, (before, next) => {
        const changes = wallChanges(before, next)
        if (!changes) return
        const sent = JSON.parse(JSON.stringify(frame({ changes }))) as WallFrame
        expect(afterFrame(before, sent)).toEqual(next)
      }),
    )
  })

  test('of changes means nothing before the whole view came', () => {
    expect(afterFrame(null, frame({ changes: { today: '2023-05-13' } }))).toBeNull()
    expect(afterFrame(null, frame({ view: empty }))).toEqual(empty)
  })
})

describe('a wall without work and posts', () => {
  test('has zeros and no unit, and knows whose it is', () => {
    expect(empty).toMatchObject({ ownerName: 'LĐLĐ tỉnh', units: {}, attention: [], ticker: [], days: {} })
    expect(empty.work).toMatchObject({ total: 0, finished: 0 })
    expect(empty.today).toBe('2023-05-12')
  })
})
