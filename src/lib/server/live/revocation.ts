import type { Actor } from '../../domain/person.ts'
import type { Ended } from '../auth/ended.ts'
import { type KnownSessions, trustFor } from '../auth/known-sessions.ts'
import { campaignOf, type Doors } from './doors.ts'
import type { Rooms } from './rooms.ts'
import type { LiveServer, LiveSocket, Log, Session } from './sockets.ts'

/** Sessions read again side by side: about as many as one query asks about. */
const atOnce = 200

type Around = { sessions: KnownSessions<Session>; rooms: Rooms; doors: Doors; log: Log }

/** Cuts sockets whose session ended, whose roles changed or who follow what they may no longer see, on this node. */
export class Revocation {
  readonly #io: LiveServer
  readonly #sessions: KnownSessions<Session>
  readonly #rooms: Rooms
  readonly #doors: Doors
  readonly #log: Log
  #round: Promise<void> = Promise.resolve()
  #next: 'due' | 'all' | null = null
  /** Whether the rooms have to be looked through: until it was done. */
  #isReachDue = false

  constructor(io: LiveServer, { sessions, rooms, doors, log }: Around) {
    this.#io = io
    this.#sessions = sessions
    this.#rooms = rooms
    this.#doors = doors
    this.#log = log
  }

  /** At once, without asking the database. */
  end(ended: Ended): void {
    const { personId, sessionId } = ended
    this.#sessions.forget(ended)
    for (const socket of this.#io.of('/').sockets.values()) {
      const { session } = socket.data
      const isMeant = session.actor.personId === personId
      if (isMeant && (sessionId === null || session.sessionId === sessionId)) signOut(socket)
    }
  }

  /**
   * Reads again the sessions that are due, or all of them and who is in which room. One round at a time, and at most
   * one waiting.
   */
  recheck(which: 'due' | 'all'): Promise<void> {
    if (which === 'all') {
      this.#sessions.forgetAll()
      this.#isReachDue = true
    }
    const isWaiting = this.#next !== null
    if (this.#next !== 'all') this.#next = which
    if (!isWaiting) this.#round = this.#round.then(() => this.#recheck())
    return this.#round
  }

  async #recheck(): Promise<void> {
    const all = this.#next === 'all'
    this.#next = null
    const now = Date.now()
    const due = new Map<string, LiveSocket[]>()
    for (const socket of this.#io.of('/').sockets.values()) {
      const { session } = socket.data
      if (!all && session.expiresAt > now && now - session.readAt < trustFor) continue
      const own = due.get(session.sessionId)
      if (own) own.push(socket)
      else due.set(session.sessionId, [socket])
    }
    const waiting = [...due.values()]
    while (waiting.length > 0) {
      await Promise.all(waiting.splice(0, atOnce).map((sockets) => this.#recheckSession(sockets)))
    }
    if (this.#isReachDue) await this.#recheckRooms()
  }

  /** A campaign moves with the unit that owns it: who follows it may have the roles they had, and see it no longer. */
  async #recheckRooms(): Promise<void> {
    this.#isReachDue = false
    const { streams, walls } = this.#rooms
    try {
      for (const [stream, room] of streams) {
        const campaignId = campaignOf(stream)
        if (campaignId !== null) comeAgainUnless(await this.#doors.whoMaySee(campaignId), room)
      }
      for (const [campaignId, room] of walls) comeAgainUnless(await this.#doors.whoMaySee(campaignId), room)
    } catch (error) {
      this.#isReachDue = true
      this.#log.warn({ err: error }, 'Who may see a campaign could not be read again')
    }
  }

  async #recheckSession(sockets: LiveSocket[]): Promise<void> {
    try {
      const session = await this.#sessions.readAgain(sockets[0]?.data.cookie)
      for (const socket of sockets) {
        if (!session) signOut(socket)
        else if (!sameActor(socket.data.session.actor, session.actor)) comeAgain(socket)
        else socket.data.session = session
      }
    } catch (error) {
      this.#log.warn({ err: error }, 'A session could not be read again')
    }
  }
}

function signOut(socket: LiveSocket): void {
  socket.emit('signedOut')
  socket.disconnect(true)
}

/** The client reconnects by itself, and joins with the roles it has now. */
function comeAgain(socket: LiveSocket): void {
  socket.conn.close()
}

function comeAgainUnless(maySee: (actor: Actor) => boolean, room: Iterable<LiveSocket>): void {
  for (const socket of [...room]) if (!maySee(socket.data.session.actor)) comeAgain(socket)
}

function sameActor(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
