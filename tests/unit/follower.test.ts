import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Follower } from '#lib/client/follower.ts'
import type { AnyFact, Entry } from '#lib/domain/entry.ts'

function entries(from: number, to: number): Entry<AnyFact>[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => ({
    kind: 'units.changed',
    body: { unitIds: [] },
    seq: from + index,
    at: 0,
    by: null,
    cmd: '',
  }))
}

function follower(after: number | null): { follower: Follower; seqs: number[] } {
  const seqs: number[] = []
  const onEntries = (came: Entry<AnyFact>[]) => void seqs.push(...came.map(({ seq }) => seq))
  return { follower: new Follower('org', after, { onEntries, onTooOld: () => Promise.resolve(null) }), seqs }
}

test('1.1 1.2 whatever arrives, in whatever order and how often, entries come once, in order and without gaps', () => {
  const batch = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.nat(6))
  fc.assert(
    fc.property(fc.nat(5), fc.array(batch, { maxLength: 30 }), (after, batches) => {
      const { follower: one, seqs } = follower(after)
      for (const [from, length] of batches) {
        const stood = one.seq ?? 0
        const isTaken = one.take(entries(from, from + length))
        expect(isTaken).toBe(from <= stood + 1)
      }
      expect(seqs).toEqual(seqs.map((_, index) => after + index + 1))
      expect(one.seq).toBe(after + seqs.length)
    }),
  )
})

test('2.2 before its first head a follower from now on shows nothing old', () => {
  const { follower: one, seqs } = follower(null)
  expect(one.take(entries(1, 9))).toBe(true)
  expect(seqs).toEqual([])
  expect(one.hasReached(9)).toBe(true)
})

test('4.1 a head beyond what came is noticed', () => {
  const { follower: one } = follower(3)
  one.take(entries(4, 5))
  expect(one.hasReached(5)).toBe(true)
  expect(one.hasReached(6)).toBe(false)
})
