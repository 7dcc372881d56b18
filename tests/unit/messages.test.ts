import { expect, test, vi } from 'vitest'
import { type House, receive } from '#lib/server/live/messages.ts'
import type { LiveSocket } from '#lib/server/live/sockets.ts'

test('5.3 a client that asks on and on and takes no answers is cut, whatever it asks', () => {
  const listeners = new Map<string, (input: unknown, reply: unknown) => void>()
  const wire = { isFull: false }
  const socket = {
    on: (event: string, listener: () => void) => listeners.set(event, listener),
    data: { wire },
  } as unknown as LiveSocket
  const cut = vi.fn()
  receive(socket, { rooms: { cut }, isAnswering: () => true } as unknown as House)
  const answer = vi.fn()
  listeners.get('join')?.('no stream at all', answer)
  expect(answer).toHaveBeenCalledExactlyOnceWith({ ok: false, code: 'bad_input' })
  wire.isFull = true
  for (const asked of ['join', 'joinWall']) listeners.get(asked)?.('no stream at all', answer)
  expect(cut).toHaveBeenCalledTimes(2)
  expect(answer).toHaveBeenCalledOnce()
})
