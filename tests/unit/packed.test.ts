import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyTallies, noFigures } from '#lib/domain/figures.ts'
import type { Tally } from '#lib/domain/post.ts'
import { packFigures, unpackFigures } from '#lib/protocol/packed.ts'

const anyTally: fc.Arbitrary<Tally> = fc.record({
  unitId: fc.integer({ min: 1, max: 4 }),
  channelId: fc.constant(null),
  channelKind: fc.constantFrom('fanpage', 'zalo'),
  day: fc.constantFrom('2026-04-30', '2026-05-01', '2026-05-02', '2026-05-10'),
  posts: fc.integer({ min: 0, max: 3 }),
  reactions: fc.integer({ min: -5, max: 50 }),
  comments: fc.constant(0),
  shares: fc.constant(0),
  views: fc.constant(0),
})

test('figures come out of the wire as they went in', () => {
  fc.assert(
    fc.property(fc.array(anyTally, { maxLength: 30 }), (tallies) => {
      const figures = applyTallies(noFigures(), tallies)
      const sent = JSON.parse(JSON.stringify(packFigures(figures))) as ReturnType<typeof packFigures>
      expect(unpackFigures(sent)).toEqual(figures)
    }),
  )
})
