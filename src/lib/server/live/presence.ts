import type { Instant } from '../../domain/time.ts'
import { campaignOf } from './doors.ts'
import { Elsewhere, sayAgainAfter, type Told } from './elsewhere.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'
import type { Weighed } from './tail.ts'
import { frameOf } from './wire.ts'

export const presenceChannel = 'presence'

/** Ids that are sent along; the count says how many there are. */
const namedPeople = 50
/** News of who is here is worth this much of a room's time: 10,000 watchers hear it every 50 seconds. */
const perSocket = 5
const atMostEvery = 1_000

/** Who has which campaign open, on this node and, as far as they say, on the others. */
export class Presence {
  readonly #node: string
  readonly #tellNodes: (payload: string) => void
  readonly #elsewhere: Elsewhere
  readonly #moved = new Set<string>()
  /** When a room was told last, and when the other nodes were. */
  readonly #toldAt = new Map<string, Instant>()
  readonly #saidAt = new Map<string, Instant>()

  constructor(node: string, tellNodes: (payload: string) => void) {
    this.#node = node
    this.#tellNodes = tellNodes
    this.#elsewhere = new Elsewhere(node)
  }

  /** Somebody came or went here. */
  note(stream: string): void {
    if (campaignOf(stream) === null) return
    this.#moved.add(stream)
    this.#saidAt.set(stream, 0)
  }

  /** What another node says. */
  hear(payload: string, now = Date.now()): void {
    const stream = this.#elsewhere.hear(payload, now)
    if (stream) this.#moved.add(stream)
  }

  /** Called every second: tells rooms in which somebody came or went, and the other nodes who is here. */
  tell({ streams }: Rooms, now = Date.now()): void {
    for (const stream of this.#elsewhere.forgetSilent(now)) this.#moved.add(stream)
    for (const [stream, saidAt] of this.#saidAt) {
      if (now - saidAt >= sayAgainAfter) this.#sayWho(stream, peopleIn(streams.get(stream)), now)
    }
    for (const stream of this.#moved) {
      const room = streams.get(stream)
      if (room && !this.#isTime(stream, room, now)) continue
      this.#moved.delete(stream)
      if (!room) this.#toldAt.delete(stream)
      else room.mention(frameOf('presence', { stream, ...this.#everywhere(stream, peopleIn(room)) }))
    }
  }

  #isTime(stream: string, room: Room<Weighed>, now: Instant): boolean {
    const wait = Math.max(atMostEvery, room.size * perSocket)
    if (room.isSending || now - (this.#toldAt.get(stream) ?? 0) < wait) return false
    this.#toldAt.set(stream, now)
    return true
  }

  #sayWho(stream: string, people: ReadonlySet<number>, now: Instant): void {
    if (people.size > 0) this.#saidAt.set(stream, now)
    else this.#saidAt.delete(stream)
    const personIds = [...people].slice(0, namedPeople)
    const said: Told = { node: this.#node, stream, count: people.size, personIds }
    this.#tellNodes(JSON.stringify(said))
  }

  /** Somebody on two nodes counts once, as long as both name them. */
  #everywhere(stream: string, here: ReadonlySet<number>): { count: number; personIds: number[] } {
    const people = new Set(here)
    let unnamed = 0
    for (const { count, personIds } of this.#elsewhere.of(stream)) {
      for (const id of personIds) people.add(id)
      unnamed += count - personIds.length
    }
    return { count: people.size + unnamed, personIds: [...people].slice(0, namedPeople) }
  }
}

function peopleIn(room: Room<Weighed> | undefined): ReadonlySet<number> {
  const people = new Set<number>()
  for (const socket of room ?? []) people.add(socket.data.session.actor.personId)
  return people
}
