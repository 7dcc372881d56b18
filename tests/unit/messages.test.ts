import { expect, test, vi } from 'vitest'
import { type House, receive } from '#lib/server/live/messages.ts'
import type { LiveSocket } from '#lib/server/live/sockets.ts'

/** A client in a house of which it is told what it is like; sends messages, and gives what they are answered. */
function client(house: Record<string, unknown>) {
  const listeners = new Map<string, (input: unknown, reply: unknown) => void>()
  const wire = { isFull: false, send: () => true }
  const socket = {
    on: (event: string, listener: () => void) => listeners.set(event, listener),
    connected: true,
    data: { wire, session: { actor: { personId: 1, grants: [] } } },
  }
  receive(socket as unknown as LiveSocket, { isAnswering: () => true, ...house } as unknown as House)
  const answer = vi.fn()
  return { wire, answer, send: (event: string, input: unknown) => listeners.get(event)?.(input, answer) }
}

test('5.3 a client that asks on and on and takes no answers is cut, whatever it asks', () => {
  const cut = vi.fn()
  const { wire, answer, send } = client({ rooms: { cut } })
  send('join', 'no stream at all')
  expect(answer).toHaveBeenCalledExactlyOnceWith({ ok: false, code: 'bad_input' })
  wire.isFull = true
  for (const event of ['join', 'joinWall']) send(event, 'no stream at all')
  expect(cut).toHaveBeenCalledTimes(2)
  expect(answer).toHaveBeenCalledOnce()
})

test('7.4 a client that asks on and on while the database stands still is told to come again', async () => {
  const database = Promise.withResolvers<boolean>()
  const asked = () => database.promise
  const { answer, send } = client({ doors: { mayJoin: asked, maySeeCampaign: asked } })
  for (let id = 1; id <= 500; id += 1) {
    send('join', { stream: `campaign:${id}`, after: null })
    send('joinWall', { campaignId: id })
  }
  expect(answer).toHaveBeenCalledTimes(900)
  expect(answer).toHaveBeenLastCalledWith({ ok: false, code: 'unavailable' })
  database.resolve(false)
  await vi.waitFor(() => expect(answer).toHaveBeenCalledTimes(1000))
  send('join', { stream: 'campaign:1', after: null })
  await vi.waitFor(() => expect(answer).toHaveBeenCalledTimes(1001))
  expect(answer).toHaveBeenLastCalledWith({ ok: false, code: 'not_found' })
})

test('6.3 a wall that was dropped while somebody waited for it is not entered: it is drawn no more', async () => {
  const wall = { whole: () => ({ campaignId: 1, seq: 1, at: 0, view: {} }) }
  const walls = new Set([wall])
  const joinWall = vi.fn()
  const { answer, send } = client({
    doors: { maySeeCampaign: async () => true },
    rooms: { joinWall },
    walls: {
      open: async () => wall,
      has: (one: typeof wall) => walls.has(one),
    },
  })
  send('joinWall', { campaignId: 1 })
  await vi.waitFor(() => expect(answer).toHaveBeenLastCalledWith({ ok: true, head: 1 }))
  walls.clear()
  send('joinWall', { campaignId: 1 })
  await vi.waitFor(() => expect(answer).toHaveBeenLastCalledWith({ ok: false, code: 'unavailable' }))
  expect(joinWall).toHaveBeenCalledOnce()
})
