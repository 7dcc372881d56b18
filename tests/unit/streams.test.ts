import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type LiveSocket, Streams } from '#lib/client/streams.ts'
import type { Join, JoinReply } from '#lib/protocol/live.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A line on which the test answers. */
function line() {
  const listeners = new Map<string, (facts?: unknown) => void>()
  const joins: { asked: Join; answer: (reply: JoinReply) => void }[] = []
  const socket = {
    connected: true,
    on: (name: string, listener: () => void) => listeners.set(name, listener),
    emit: (name: string, asked: Join, answer: (reply: JoinReply) => void) => {
      if (name === 'join') joins.push({ asked, answer })
    },
  }
  const streams = new Streams(socket as unknown as LiveSocket)
  const say = (name: string, facts: unknown): void => listeners.get(name)?.(facts)
  const answer = async (reply: JoinReply): Promise<void> => {
    joins.at(-1)?.answer(reply)
    await vi.advanceTimersByTimeAsync(0)
  }
  return { streams, joins, say, answer }
}

const stream = 'campaign:1'
const nothing = { onEntries: () => undefined, onTooOld: () => Promise.resolve(null) }

test('4.1 a client that has less than the head a room was told joins again from where it stands', async () => {
  const { streams, joins, say, answer } = line()
  streams.follow(stream, 7, nothing)
  await answer({ ok: true, head: 7 })
  say('head', { [stream]: 7 })
  expect(joins).toHaveLength(1)
  expect(streams.isCaughtUp).toBe(true)
  say('head', { [stream]: 9 })
  expect(joins.map(({ asked }) => asked.after)).toEqual([7, 7])
  expect(streams.isCaughtUp).toBe(false)
})

test('4.2 a join that nobody could answer is asked again in a while', async () => {
  const { streams, joins, answer } = line()
  streams.follow(stream, 7, nothing)
  await answer({ ok: false, code: 'unavailable' })
  expect(streams.isCaughtUp).toBe(false)
  await vi.advanceTimersByTimeAsync(3_000)
  expect(joins).toHaveLength(2)
})

test('3.1 where the snapshot does not come either, both are asked for again', async () => {
  const { streams, joins, answer } = line()
  const onTooOld = vi.fn<() => Promise<number>>().mockRejectedValueOnce(new Error('no answer'))
  onTooOld.mockResolvedValue(9)
  streams.follow(stream, 7, { ...nothing, onTooOld })
  await answer({ ok: false, code: 'too_old' })
  await vi.advanceTimersByTimeAsync(3_000)
  await answer({ ok: false, code: 'too_old' })
  expect(onTooOld).toHaveBeenCalledTimes(2)
  expect(joins.map(({ asked }) => asked.after)).toEqual([7, 7, 9])
})
