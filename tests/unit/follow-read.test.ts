import { afterEach, expect, test, vi } from 'vitest'
import type { FollowerEvents } from '#lib/client/follower.ts'
import { followRead } from '#lib/client/follow-read.ts'
import type { AnyFact, Entry } from '#lib/domain/entry.ts'

const line = vi.hoisted(() => ({ events: null as FollowerEvents | null, left: 0 }))
vi.mock('#lib/client/connection.svelte.ts', () => ({
  connection: () => ({
    follow: (_stream: string, _after: null, events: FollowerEvents) => {
      line.events = events
      return () => (line.left += 1)
    },
  }),
}))

afterEach(() => void vi.useRealTimers())

const moved: Entry<AnyFact> = {
  kind: 'units.changed',
  body: { unitIds: [] },
  seq: 1,
  at: 0,
  by: null,
  cmd: '',
}

test('what did not come is asked for again, less and less often, until it does', async () => {
  vi.useFakeTimers()
  const read = vi
    .fn<() => Promise<void>>()
    .mockRejectedValueOnce(new Error())
    .mockRejectedValueOnce(new Error())
  read.mockResolvedValue()
  followRead('org', { isAbout: () => true, read })
  line.events?.onEntries([moved])
  await vi.advanceTimersByTimeAsync(2_000)
  expect(read).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(read).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(read).toHaveBeenCalledTimes(3)
  await vi.advanceTimersByTimeAsync(600_000)
  expect(read).toHaveBeenCalledTimes(3)
})

test('what is of no concern is not read, and nothing is once it is left', async () => {
  vi.useFakeTimers()
  const read = vi.fn<() => Promise<void>>().mockRejectedValue(new Error())
  const leave = followRead('org', { isAbout: ({ seq }) => seq === 2, read })
  line.events?.onEntries([moved])
  expect(read).not.toHaveBeenCalled()
  line.events?.onEntries([{ ...moved, seq: 2 }])
  await vi.advanceTimersByTimeAsync(0)
  leave()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(read).toHaveBeenCalledTimes(1)
  expect(line.left).toBe(1)
})

test('3.1 too far behind, a screen is not called caught up before the whole has come', async () => {
  const read = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('no answer')).mockResolvedValue()
  followRead('org', { isAbout: () => true, read })
  await expect(line.events?.onTooOld()).rejects.toThrow('no answer')
  await expect(line.events?.onTooOld()).resolves.toBeNull()
})
