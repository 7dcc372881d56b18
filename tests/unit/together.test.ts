import { expect, test } from 'vitest'
import { together } from '#lib/server/db/together.ts'

/** A table of one column, and a note of who was asked about together. */
function table() {
  const asked: string[][] = []
  const rows = new Map([
    ['a', 1],
    ['b', 2],
  ])
  const read = together(async (keys) => {
    asked.push([...keys])
    await new Promise((resolve) => setTimeout(resolve, 5))
    if (keys.includes('broken')) throw new Error('away')
    return new Map(rows)
  })
  return { asked, rows, read }
}

test('who asks alone waits for nobody; who comes meanwhile goes along with the next', async () => {
  const { asked, read } = table()
  expect(await Promise.all([read('a'), read('b'), read('nobody'), read('b')])).toEqual([1, 2, null, 2])
  expect(asked).toEqual([['a'], ['b', 'nobody']])
  expect(await read('a')).toBe(1)
  expect(asked).toHaveLength(3)
})

test('what is read is never older than the asking', async () => {
  const { rows, read } = table()
  const before = read('a')
  rows.set('a', 10)
  const after = read('a')
  await before
  expect(await after).toBe(10)
})

test('a failure reaches those who were asked about together, and nobody else', async () => {
  const { read } = table()
  const first = read('a')
  const failing = Promise.allSettled([read('broken'), read('b')])
  expect(await first).toBe(1)
  expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await read('b')).toBe(2)
})
