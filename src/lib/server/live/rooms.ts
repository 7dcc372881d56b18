import type { WallFrame } from '../../domain/wall.ts'
import { Room } from './room.ts'
import type { LiveSocket, Log } from './sockets.ts'
import { framesOf, type Weighed } from './tail.ts'
import { frameOf } from './wire.ts'

/** Who on this node follows which stream and watches which wall. A socket that ends has left them all. */
export class Rooms {
  readonly streams = new Map<string, Room<Weighed>>()
  readonly walls = new Map<number, Room<WallFrame>>()
  /** Called with the stream in whose room somebody came or went. */
  readonly #onMoved: (stream: string) => void
  readonly #log: Log

  constructor({ onMoved, log }: { onMoved: (stream: string) => void; log: Log }) {
    this.#onMoved = onMoved
    this.#log = log
  }

  join(socket: LiveSocket, stream: string): void {
    const room = this.streams.get(stream) ?? this.#openStream(stream)
    room.add(socket)
    this.#onMoved(stream)
  }

  leave(socket: LiveSocket, stream: string): void {
    const room = this.streams.get(stream)
    if (!room?.delete(socket)) return
    if (room.size === 0) this.streams.delete(stream)
    this.#onMoved(stream)
  }

  joinWall(socket: LiveSocket, campaignId: number): void {
    const room = this.walls.get(campaignId) ?? this.#openWall(campaignId)
    room.add(socket)
  }

  leaveWall(socket: LiveSocket, campaignId: number): void {
    const room = this.walls.get(campaignId)
    if (room?.delete(socket) && room.size === 0) this.walls.delete(campaignId)
  }

  leaveAll(socket: LiveSocket): void {
    for (const stream of [...this.streams.keys()]) this.leave(socket, stream)
    for (const campaignId of [...this.walls.keys()]) this.leaveWall(socket, campaignId)
  }

  /** It does not take what it is sent. It comes again by itself, and is given what it missed, or told to take a snapshot. */
  cut(socket: LiveSocket): void {
    this.#log.info({ personId: socket.data.session.actor.personId }, 'A client is too slow and starts anew')
    this.leaveAll(socket)
    socket.conn.close(true)
  }

  #openStream(stream: string): Room<Weighed> {
    const room = new Room<Weighed>({
      encode: (news) => framesOf(news).map((entries) => frameOf('entries', { stream, entries })),
      onSlow: (socket) => this.cut(socket),
    })
    this.streams.set(stream, room)
    return room
  }

  #openWall(campaignId: number): Room<WallFrame> {
    const room = new Room<WallFrame>({
      encode: (news) => news.map((frame) => frameOf('wall', frame)),
      onSlow: (socket) => this.cut(socket),
    })
    this.walls.set(campaignId, room)
    return room
  }
}
