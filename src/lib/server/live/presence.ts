import type { LiveServer } from './sockets.ts'
import { campaignOf } from './doors.ts'

/** Ids that are sent along; the count says how many there are. */
const namedPeople = 50
/** News of who is here is worth this much of a room's time: 10,000 watchers hear it every 50 seconds. */
const perSocket = 5
const atMostEvery = 1_000

/** Who has which campaign open, on this node. */
export class Presence {
  readonly #io: LiveServer
  readonly #moved = new Set<string>()
  /** When a room was told last. */
  readonly #toldAt = new Map<string, number>()

  constructor(io: LiveServer) {
    this.#io = io
    const { adapter } = io.of('/')
    const note = (room: string): void => {
      if (campaignOf(room) !== null) this.#moved.add(room)
    }
    adapter.on('join-room', note)
    adapter.on('leave-room', note)
    adapter.on('delete-room', (room: string) => {
      this.#moved.delete(room)
      this.#toldAt.delete(room)
    })
  }

  /** Called every second: tells rooms in which somebody came or went. */
  tell(now = Date.now()): void {
    for (const stream of this.#moved) {
      const sockets = this.#io.of('/').adapter.rooms.get(stream)
      if (!sockets) continue
      const wait = Math.max(atMostEvery, sockets.size * perSocket)
      if (now - (this.#toldAt.get(stream) ?? 0) < wait) continue
      this.#moved.delete(stream)
      this.#toldAt.set(stream, now)
      this.#say(stream, sockets)
    }
  }

  #say(stream: string, sockets: ReadonlySet<string>): void {
    const people = new Set<number>()
    for (const id of sockets) {
      const socket = this.#io.of('/').sockets.get(id)
      if (socket) people.add(socket.data.session.actor.personId)
    }
    const presence = { stream, count: people.size, personIds: [...people].slice(0, namedPeople) }
    this.#io.to(stream).volatile.emit('presence', presence)
  }
}
