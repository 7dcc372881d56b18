import type { LiveSocket } from './sockets.ts'
import type { Frame, Wire } from './wire.ts'

/** So many sockets are written to before others get their turn: a fifth of a millisecond, see tests/bench/RESULTS.md. */
const slice = 32

type Ways<News> = {
  /** As few frames as will do for what is to be said; the same for everybody. */
  encode: (news: readonly News[]) => Frame[]
  /** The socket does not take what it is sent: it is in the room no longer. */
  onSlow: (socket: LiveSocket) => void
}

/**
 * Everybody on this node who follows one thing. One fan-out is under way at a time, in slices; what is said meanwhile
 * leaves with the next. So nothing waits while there is little to say, everything coalesces when there is much, and
 * whoever writes is not stuck behind those who watch.
 */
export class Room<News> {
  /** What everybody here was sent last; null: nothing since the room opened. */
  lastSent: News | null = null
  readonly #ways: Ways<News>
  /** Dense but for places left during a fan-out: a plain loop is half of what makes it fast. */
  #members: (Wire | null)[] = []
  readonly #places = new Map<LiveSocket, number>()
  #waiting: News[] = []
  #isSending = false
  #hasHoles = false

  constructor(ways: Ways<News>) {
    this.#ways = ways
  }

  get size(): number {
    return this.#places.size
  }

  get isSending(): boolean {
    return this.#isSending
  }

  /** Who is added during a fan-out has no part in it, and all of the next. */
  add(socket: LiveSocket): void {
    if (this.#places.has(socket)) return
    this.#places.set(socket, this.#members.length)
    this.#members.push(socket.data.wire)
  }

  delete(socket: LiveSocket): boolean {
    const place = this.#places.get(socket)
    if (place === undefined) return false
    this.#places.delete(socket)
    this.#members[place] = null
    this.#hasHoles = true
    return true
  }

  [Symbol.iterator](): IterableIterator<LiveSocket> {
    return this.#places.keys()
  }

  /** Tells everybody, in order and once. */
  say(news: readonly News[]): void {
    this.#waiting.push(...news)
    if (!this.#isSending) void this.#send([])
  }

  /** What is true only now (who is here, where the head is): left out while something else is being said. */
  mention(frame: Frame): void {
    if (!this.#isSending) void this.#send([frame])
  }

  async #send(first: readonly Frame[]): Promise<void> {
    this.#isSending = true
    if (first.length > 0) await this.#sendToAll(first)
    while (this.#waiting.length > 0) {
      const news = this.#waiting
      this.#waiting = []
      await this.#sendToAll(this.#ways.encode(news))
      this.lastSent = news.at(-1) ?? null
    }
    this.#isSending = false
  }

  async #sendToAll(frames: readonly Frame[]): Promise<void> {
    this.#closeHoles()
    const end = this.#members.length
    for (let from = 0; from < end; from += slice) {
      if (from > 0) await nextTurn()
      for (let place = from; place < end && place < from + slice; place += 1) {
        const wire = this.#members[place]
        if (wire && !takes(wire, frames)) this.#tooSlow(wire.socket)
      }
    }
  }

  #tooSlow(socket: LiveSocket): void {
    this.delete(socket)
    this.#ways.onSlow(socket)
  }

  #closeHoles(): void {
    if (!this.#hasHoles) return
    this.#members = []
    for (const socket of this.#places.keys()) {
      this.#places.set(socket, this.#members.length)
      this.#members.push(socket.data.wire)
    }
    this.#hasHoles = false
  }
}

/** One broken connection must not keep the others from being told. */
function takes(wire: Wire, frames: readonly Frame[]): boolean {
  try {
    for (const frame of frames) if (!wire.send(frame)) return false
    return true
  } catch {
    return false
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
