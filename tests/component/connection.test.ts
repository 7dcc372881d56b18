import { afterEach, expect, test, vi } from 'vitest'
import { Connection } from '#lib/client/connection.svelte.ts'
import type { LiveSocket } from '#lib/client/streams.ts'
import type { JoinReply } from '#lib/protocol/live.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  // A clock set back again counts as waking too: not in the test that follows.
  dispatchEvent(new Event('focus'))
})

/** A line that says what the test says. */
function line() {
  const listeners = new Map<string, ((...facts: unknown[]) => void)[]>()
  const socket = {
    connected: true,
    active: true,
    on: (name: string, listener: () => void) => {
      listeners.set(name, [...(listeners.get(name) ?? []), listener])
      return socket
    },
    emit: () => socket,
    connect: () => socket,
    disconnect: vi.fn(() => socket),
  }
  const say = (name: string, ...facts: unknown[]): void => {
    for (const listener of listeners.get(name) ?? []) listener(...facts)
  }
  const live = new Connection(() => socket as unknown as LiveSocket)
  live.watchPresence('campaign:1', () => undefined)
  return { live, say, socket }
}

/** The device's clock as it stands from now on: timers that run meanwhile see it too. */
function clockStands(ahead: number): void {
  const now = Date.now() + ahead
  vi.spyOn(Date, 'now').mockImplementation(() => now)
}

const day = 86_400_000

function browserSays(isOnline: boolean): void {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnline)
  dispatchEvent(new Event(isOnline ? 'online' : 'offline'))
}

test('nothing is called live from the moment on at which the network is gone', () => {
  const { live, say } = line()
  say('connect')
  expect(live.state).toBe('live')
  browserSays(false)
  expect(live.state).toBe('offline')
  browserSays(true)
  expect(live.state).toBe('live')
})

test('what was on its way when the network went does not make the screen live again', async () => {
  const asked = vi.fn(() => Promise.reject(new TypeError('Failed to fetch')))
  vi.stubGlobal('fetch', asked)
  const { live, say } = line()
  say('connect')
  browserSays(false)
  say('head', {})
  await vi.waitFor(() => expect(asked).toHaveBeenCalled())
  expect(live.state).toBe('offline')
  browserSays(true)
})

test('where the server answers although the browser knows of no network, the screen is live', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ status: 'ok' })))
  const { live, say } = line()
  say('connect')
  browserSays(false)
  say('head', {})
  await vi.waitFor(() => expect(live.state).toBe('live'))
  browserSays(true)
})

test('a page that has just loaded does not call off the connection it is making', () => {
  const { socket } = line()
  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }))
  expect(socket.disconnect).not.toHaveBeenCalled()
  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  expect(socket.disconnect).toHaveBeenCalledOnce()
})

test('11.5 what a dead line had ready does not make a day-old screen live: the line is made anew', () => {
  const { live, say, socket } = line()
  say('connect')
  expect(live.state).toBe('live')
  const { asOf } = live
  clockStands(day)
  say('head', { 'campaign:1': 7 })
  expect(socket.disconnect).toHaveBeenCalledOnce()
  expect(live.state).toBe('stale')
  expect(live.asOf).toBe(asOf)
  say('disconnect')
  say('connect')
  expect(live.state).toBe('live')
})

test('11.5 a tab that runs again after a day notices by itself', async () => {
  const { live, say, socket } = line()
  say('connect')
  clockStands(day)
  await vi.waitFor(() => expect(live.state).toBe('stale'), { timeout: 1_000 })
  expect(socket.disconnect).toHaveBeenCalledOnce()
})

test('11.5 a clock set back by an hour makes nothing look fresh: the line is made anew', () => {
  const { live, say, socket } = line()
  say('connect')
  clockStands(-3_600_000)
  dispatchEvent(new Event('focus'))
  expect(live.state).toBe('stale')
  expect(socket.disconnect).toHaveBeenCalledOnce()
})

test('11.2 data is as old as the last time it was complete, whatever is heard since', () => {
  const { live, say } = line()
  say('connect')
  const { asOf } = live
  live.follow('campaign:1', 3, { onEntries: () => undefined, onTooOld: () => Promise.resolve(null) })
  expect(live.state).toBe('reconnecting')
  clockStands(5_000)
  say('head', {})
  expect([live.state, live.asOf]).toEqual(['reconnecting', asOf])
})

test('11.5 back on a network the line is asked whether it still stands, and made anew when it says nothing', async () => {
  const { live, say, socket } = line()
  live.follow('campaign:1', 3, { onEntries: () => undefined, onTooOld: () => Promise.resolve(null) })
  const join = vi.spyOn(socket, 'emit')
  say('connect')
  join.mockClear()
  browserSays(true)
  expect(join).toHaveBeenCalled()
  expect(live.state).not.toBe('live')
  expect(socket.disconnect).not.toHaveBeenCalled()
  await vi.waitFor(() => expect(socket.disconnect).toHaveBeenCalledOnce(), { timeout: 3_000 })
})

test('11.1 11.2 a line on which nothing is heard is not live before it has answered, and is made anew when it does not', async () => {
  vi.useFakeTimers()
  const { live, say, socket } = line()
  live.follow('campaign:1', 3, { onEntries: () => undefined, onTooOld: () => Promise.resolve(null) })
  const replies: ((reply: JoinReply) => void)[] = []
  vi.spyOn(socket, 'emit').mockImplementation((...said: unknown[]) => {
    replies.push(said.at(-1) as (reply: JoinReply) => void)
    return socket
  })
  say('connect')
  replies.shift()?.({ ok: true, head: 3 })
  await vi.advanceTimersByTimeAsync(0)
  expect(live.state).toBe('live')
  vi.advanceTimersByTime(10_000)
  say('head', { 'campaign:1': 3 })
  const { asOf } = live
  vi.advanceTimersByTime(11_000)
  expect(replies).toEqual([])

  vi.advanceTimersByTime(3_000)
  expect(live.state).toBe('reconnecting')
  expect(live.asOf).toBe(asOf)
  expect(replies).toHaveLength(1)
  replies.shift()?.({ ok: false, code: 'unavailable' })
  vi.advanceTimersByTime(1_900)
  expect(socket.disconnect).not.toHaveBeenCalled()
  vi.advanceTimersByTime(12_000)
  expect(socket.disconnect).not.toHaveBeenCalled()
  replies.splice(0)
  vi.advanceTimersByTime(3_000)
  expect(socket.disconnect).toHaveBeenCalledOnce()
})
