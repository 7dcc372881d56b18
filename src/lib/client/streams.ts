import type { Socket } from 'socket.io-client'
import type { WallFrame } from '../domain/wall.ts'
import type { Batch, ClientEvents, JoinReply, Presence, ServerEvents } from '../protocol/live.ts'
import { Follower, type FollowerEvents } from './follower.ts'

export type LiveSocket = Socket<ServerEvents, ClientEvents>

export type WallEvents = {
  onFrame: (frame: WallFrame) => void
  /** There is no such wall for this person, or no longer. */
  onNotFound?: () => void
}

const askAgainAfter = 2_000

/** What one socket is asked to follow: joins at every connection and whenever something is missing. */
export class Streams {
  /** How often the server answered, whatever it said. */
  answers = 0
  readonly #socket: LiveSocket
  readonly #onMoved: () => void
  readonly #followers = new Map<string, Set<Follower>>()
  readonly #walls = new Map<number, Set<WallEvents>>()
  /** Walls whose whole view has not come since the line went up. */
  readonly #awaited = new Set<number>()
  readonly #presence = new Map<string, Set<(presence: Presence) => void>>()

  /** `onMoved` is called whenever isCaughtUp may have changed. */
  constructor(socket: LiveSocket, onMoved: () => void = () => undefined) {
    this.#socket = socket
    this.#onMoved = onMoved
    socket.on('connect', () => this.#joinAll())
    socket.on('disconnect', () => this.#leftAll())
    socket.on('entries', (batch) => this.#entriesCame(batch))
    socket.on('head', (heads) => this.#headsCame(heads))
    socket.on('wall', (frame) => {
      for (const { onFrame } of this.#walls.get(frame.campaignId) ?? []) onFrame(frame)
    })
    socket.on('presence', (presence) => call(this.#presence.get(presence.stream), presence))
  }

  /** Everything followed is on screen up to the server's head. */
  get isCaughtUp(): boolean {
    if (this.#awaited.size > 0) return false
    return [...this.#followers.values()].every((all) => [...all].every(({ state }) => state !== 'joining'))
  }

  /** Follows a stream from a seq (null: from now on) until the function it returns is called. */
  follow(stream: string, after: number | null, events: FollowerEvents): () => void {
    const follower = new Follower(stream, after, events)
    const stop = add(this.#followers, stream, follower)
    if (this.#socket.connected) this.#join(follower)
    return () => {
      if (stop()) this.#socket.emit('leave', { stream })
      this.#onMoved()
    }
  }

  /** Watches a wall: a frame with the whole view at once and after every reconnection, changes in between. */
  watchWall(campaignId: number, events: WallEvents): () => void {
    const stop = add(this.#walls, campaignId, events)
    this.#awaited.add(campaignId)
    if (this.#socket.connected) this.#joinWall(campaignId)
    this.#onMoved()
    return () => {
      if (!stop()) return
      this.#awaited.delete(campaignId)
      this.#socket.emit('leaveWall', { campaignId })
      this.#onMoved()
    }
  }

  watchPresence(stream: string, onPresence: (presence: Presence) => void): () => void {
    return add(this.#presence, stream, onPresence)
  }

  /** As if the line had gone and come back: nothing is caught up until the server has answered. */
  joinAgain(): void {
    this.#leftAll()
    this.#joinAll()
  }

  #joinAll(): void {
    for (const all of this.#followers.values()) for (const follower of all) this.#join(follower)
    for (const campaignId of this.#walls.keys()) this.#joinWall(campaignId)
  }

  #leftAll(): void {
    for (const all of this.#followers.values()) for (const follower of all) follower.state = 'joining'
    for (const campaignId of this.#walls.keys()) this.#awaited.add(campaignId)
    this.#onMoved()
  }

  #entriesCame({ stream, entries }: Batch): void {
    for (const follower of this.#followers.get(stream) ?? []) {
      if (!follower.take(entries) && follower.state === 'joined') this.#join(follower)
    }
  }

  #headsCame(heads: Record<string, number>): void {
    for (const [stream, head] of Object.entries(heads)) {
      for (const follower of this.#followers.get(stream) ?? []) {
        if (!follower.hasReached(head) && follower.state === 'joined') this.#join(follower)
      }
    }
  }

  #join(follower: Follower): void {
    follower.state = 'joining'
    this.#onMoved()
    this.#socket.emit('join', { stream: follower.stream, after: follower.seq }, (reply) => {
      void this.#answered(follower, reply).finally(this.#onMoved)
    })
  }

  async #answered(follower: Follower, reply: JoinReply): Promise<void> {
    this.answers += 1
    if (!this.#isFollowed(follower)) return
    if (reply.ok) {
      follower.seq ??= reply.head
      if (!follower.hasReached(reply.head)) return this.#join(follower)
      follower.state = 'joined'
      return follower.events.onFound?.()
    }
    if (reply.code === 'unavailable') return this.#joinLater(follower)
    if (reply.code !== 'too_old') {
      follower.state = 'refused'
      return follower.events.onNotFound?.()
    }
    try {
      follower.seq = await follower.events.onTooOld()
      if (this.#socket.connected && this.#isFollowed(follower)) this.#join(follower)
    } catch {
      // The snapshot did not come either: the same again in a while.
      this.#joinLater(follower)
    }
  }

  #joinLater(follower: Follower): void {
    setTimeout(() => {
      if (this.#socket.connected && this.#isFollowed(follower)) this.#join(follower)
    }, askAgainAfter)
  }

  #isFollowed(follower: Follower): boolean {
    return this.#followers.get(follower.stream)?.has(follower) ?? false
  }

  #joinWall(campaignId: number): void {
    this.#socket.emit('joinWall', { campaignId }, (reply) => {
      this.answers += 1
      if (reply.ok || reply.code !== 'unavailable') {
        this.#awaited.delete(campaignId)
        this.#onMoved()
        if (!reply.ok) for (const { onNotFound } of this.#walls.get(campaignId) ?? []) onNotFound?.()
        return
      }
      setTimeout(() => {
        if (this.#socket.connected && this.#walls.has(campaignId)) this.#joinWall(campaignId)
      }, askAgainAfter)
    })
  }
}

/** Adds to the set at a key. The function it gives takes it out again and says whether nobody is left. */
function add<Key, One>(sets: Map<Key, Set<One>>, key: Key, one: One): () => boolean {
  const set = sets.get(key) ?? new Set<One>()
  sets.set(key, set.add(one))
  return () => {
    set.delete(one)
    if (set.size > 0 || sets.get(key) !== set) return false
    return sets.delete(key)
  }
}

function call<Value>(listeners: Iterable<(value: Value) => void> | undefined, value: Value): void {
  for (const listener of listeners ?? []) listener(value)
}
