import { expect, test } from 'vitest'
import { Presence } from '#lib/server/live/presence.ts'
import type { Rooms } from '#lib/server/live/rooms.ts'
import type { Frame } from '#lib/server/live/wire.ts'

const stream = 'campaign:1'

/** A node with these people in one campaign's room; what the room was told last. */
function node(name: string, ...personIds: number[]) {
  const sockets = personIds.map((personId) => ({ data: { session: { actor: { personId } } } }))
  const told: { count: number | null } = { count: null }
  const room = {
    size: sockets.length,
    isSending: false,
    mention: ({ text }: Frame) =>
      (told.count = (JSON.parse(text.slice(1)) as [string, { count: number }])[1].count),
    [Symbol.iterator]: () => sockets[Symbol.iterator](),
  }
  const rooms = { streams: new Map([[stream, room]]) } as unknown as Rooms
  const said: string[] = []
  const presence = new Presence(name, (payload) => said.push(payload))
  presence.note(stream)
  return { presence, rooms, said, told }
}

test('13.1 13.2 who stays is said again before it is forgotten; whose node has died is gone from the room', () => {
  const [here, there] = [node('here', 1), node('there', 2, 3)]
  const from = 1_000_000
  for (let now = from; now <= from + 60_000; now += 1_000) {
    there.presence.tell(there.rooms, now)
    for (const payload of there.said.splice(0)) here.presence.hear(payload, now)
    here.presence.tell(here.rooms, now)
    if (now > from) expect(here.told.count, `after ${now - from} ms`).toBe(3)
  }
  for (let now = from + 61_000; now <= from + 90_000; now += 1_000) here.presence.tell(here.rooms, now)
  expect(here.told.count).toBe(1)
})
