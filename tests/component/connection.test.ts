import { afterEach, expect, test, vi } from 'vitest'
import { Connection } from '#lib/client/connection.svelte.ts'
import type { LiveSocket } from '#lib/client/streams.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
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
