import { campaignOf } from './doors.ts'
import type { Rooms } from './rooms.ts'
import { frameOf } from './wire.ts'

/** Ids that are sent along; the count says how many there are. */
const namedPeople = 50
/** News of who is here is worth this much of a room's time: 10,000 watchers hear it every 50 seconds. */
const perSocket = 5
const atMostEvery = 1_000

/** Who has which campaign open, on this node. */
export class Presence {
  readonly #moved = new Set<string>()
  /** When a room was told last. */
  readonly #toldAt = new Map<string, number>()

  /** Somebody came or went. */
  note(stream: string): void {
    if (campaignOf(stream) !== null) this.#moved.add(stream)
  }

  /** Called every second: tells rooms in which somebody came or went. */
  tell({ streams }: Rooms, now = Date.now()): void {
    for (const stream of this.#moved) {
      const room = streams.get(stream)
      if (!room) {
        this.#moved.delete(stream)
        this.#toldAt.delete(stream)
        continue
      }
      const wait = Math.max(atMostEvery, room.size * perSocket)
      if (room.isSending || now - (this.#toldAt.get(stream) ?? 0) < wait) continue
      this.#moved.delete(stream)
      this.#toldAt.set(stream, now)
      const people = new Set<number>()
      for (const socket of room) people.add(socket.data.session.actor.personId)
      const personIds = [...people].slice(0, namedPeople)
      room.mention(frameOf('presence', { stream, count: people.size, personIds }))
    }
  }
}
