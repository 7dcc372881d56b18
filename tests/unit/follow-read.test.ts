import { afterEach, expect, test, vi } from 'vitest'
import type { FollowerEvents } from '#lib/client/follower.ts'
import { followRead } from '#lib/client/follow-read.ts'
import type { AnyFact, Entry } from '#lib/domain/entry.ts'

const line = vi.hoisted(() => ({
  after: null as number | null,
  events: null as FollowerEvents | null,
  left: 0,
}))
vi.mock('#lib/client/connection.svelte.ts', () => ({
  connection: () => ({
    follow: (_stream: string, after: number, events: FollowerEvents) => {
      Object.assign(line, { after, events })
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
    .fn<() => Promise<number>>()
    .mockRejectedValueOnce(new Error())
    .mockRejectedValueOnce(new Error())
  read.mockResolvedValue(9)
  followRead('org', { after: 4, isAbout: () => true, read })
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
  const read = vi.fn<() => Promise<number>>().mockRejectedValue(new Error())
  const leave = followRead('org', { after: 4, isAbout: ({ seq }) => seq === 2, read })
  line.events?.onEntries([moved])
  expect(read).not.toHaveBeenCalled()
  line.events?.onEntries([{ ...moved, seq: 2 }])
  await vi.advanceTimersByTimeAsync(0)
  leave()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(read).toHaveBeenCalledTimes(1)
  expect(line.left).toBe(1)
})

test('11.6 3.1 a screen follows from where it was read; too far behind, from where it was read again', async () => {
  const read = vi.fn<() => Promise<number>>().mockRejectedValueOnce(new Error('no answer'))
  read.mockResolvedValue(9)
  followRead('org', { after: 4, isAbout: () => true, read })
  expect(line.after).toBe(4)
  await expect(line.events?.onTooOld()).rejects.toThrow('no answer')
  await expect(line.events?.onTooOld()).resolves.toBe(9)
})

test('11.6 of two changes the screen shows what was read last, however long the first reading takes', async () => {
  const answers: ((shown: string) => void)[] = []
  let shown = 'at first'
  const read = async () => {
    shown = await new Promise<string>((give) => answers.push(give))
    return 9
  }
  followRead('org', { after: 4, isAbout: () => true, read })
  line.events?.onEntries([moved])
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  for (const seq of [2, 3, 4]) line.events?.onEntries([{ ...moved, seq }])
  await new Promise((resolve) => setTimeout(resolve))
  answers[1]?.('after all of them')
  answers[0]?.('after the first')
  await vi.waitFor(() => expect(answers).toHaveLength(2))
  answers[1]?.('after all of them')
  await vi.waitFor(() => expect(shown).toBe('after all of them'))
  // Those that came while it was read were read at once.
  expect(answers).toHaveLength(2)
})
