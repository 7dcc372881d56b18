import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LinkAnswer, LinkAsk } from '#lib/client/recognise.ts'
import { LinkCheck } from '#lib/ui/posts/link-check.svelte.ts'
import { countIn } from '#lib/ui/posts/typed-counts.ts'

const post = 'https://www.facebook.com/congdoanmuongte/posts/123456789'
const ask = { campaignId: 1, assignmentId: 2, unitId: null, link: post }
const answer: LinkAnswer = {
  kind: 'recognised',
  found: { link: post, needsResolving: false, channel: null, unit: null, warnings: [], known: null },
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the board is asked once, when typing has come to rest', async () => {
  const fetchIt = vi.fn((_: LinkAsk) => Promise.resolve(answer))
  const check = new LinkCheck(fetchIt)
  for (const length of [60, 61, 62]) check.look({ ...ask, link: `${post}${length}` })
  check.look(ask)
  expect(check.state.kind).toBe('checking')
  await vi.runAllTimersAsync()
  expect(fetchIt).toHaveBeenCalledOnce()
  expect(fetchIt.mock.calls[0]?.[0]).toEqual(ask)
  expect(check.state).toEqual(answer)
  check.look({ ...ask, link: ` ${post} ` })
  await vi.runAllTimersAsync()
  expect(fetchIt).toHaveBeenCalledOnce()
})

test('what is no post is said without asking, also without a network', () => {
  const fetchIt = vi.fn(() => Promise.resolve(answer))
  const check = new LinkCheck(fetchIt)
  check.look({ ...ask, link: 'https://www.facebook.com/congdoanmuongte' })
  expect(check.state).toMatchObject({ kind: 'refused', code: 'link_not_recognised' })
  expect(fetchIt).not.toHaveBeenCalled()
})

test('an answer that comes late for a link that is gone changes nothing', async () => {
  const slow = Promise.withResolvers<LinkAnswer>()
  const check = new LinkCheck((_, signal) =>
    slow.promise.then((late) => {
      signal.throwIfAborted()
      return late
    }),
  )
  check.look(ask)
  await vi.advanceTimersByTimeAsync(1000)
  check.look({ ...ask, link: '' })
  slow.resolve(answer)
  await vi.runAllTimersAsync()
  expect(check.state.kind).toBe('none')
})

test('what could not be asked is asked again when the network is back', async () => {
  let isThere = false
  const check = new LinkCheck(() => Promise.resolve(isThere ? answer : { kind: 'unreachable' }))
  check.look(ask)
  await vi.runAllTimersAsync()
  expect(check.state.kind).toBe('unreachable')
  isThere = true
  check.again()
  await vi.runAllTimersAsync()
  expect(check.state.kind).toBe('recognised')
})

test('counts are read as people copy them', () => {
  expect(['', '0', ' 31 ', '1.204', '1,204', '1 204', '12.345.678'].map(countIn)).toEqual([
    0, 0, 31, 1204, 1204, 1204, 12345678,
  ])
  expect(['1,2', '1.2K', 'nhiều', '-3', '99999999999'].map(countIn)).toEqual([null, null, null, null, null])
})
