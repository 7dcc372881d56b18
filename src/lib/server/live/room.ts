import { setImmediate as nextTurn } from 'node:timers/promises'
import type { LiveSocket } from './sockets.ts'
import type { Frame, Wire } from './wire.ts'

/** So many sockets are written to before others get their turn: about a third of a millisecond. */
const slice = 32

type Ways<News> = {
  /** As few frames as will do for what is to be said; the same for everybody. */
  encode: (news: readonly News[]) => Frame[]
  /** The socket does not take what it is sent: it is in the room no longer. */
  onSlow: (socket: LiveSocket) => void
}

/** `heard`: how much of all that was ever said it has been sent. */
type Member = { readonly wire: Wire; heard: number }

/**
 * Everybody on this node who follows one thing. While there is news, a round goes from one to the next, in slices: each
 * is given, in one go, all that it has not heard yet, and what is said meanwhile joins the round where it stands. So
 * nothing waits while there is little to say; when there is much, everything coalesces and is everywhere one round later;
 * and whoever writes is not stuck behind those who watch.
 */
export class Room<News> {
  readonly #ways: Ways<News>
  /** Dense but for places left since the round began: a plain loop is half of what makes it fast. */
  #members: (Member | null)[] = []
  readonly #places = new Map<LiveSocket, number>()
  /** What some may not have heard yet; `#forgotten` is how much was said before. */
  #said: (News | Mention)[] = []
  #forgotten = 0
  /** What is to be sent, by how much was heard before; until more is said. */
  readonly #frames = new Map<number, Frame[]>()
  /** Where the round stands, and how many it will still visit. */
  #place = 0
  #left = 0
  #isSending = false

  constructor(ways: Ways<News>) {
    this.#ways = ways
  }

  get size(): number {
    return this.#places.size
  }

  get isSending(): boolean {
    return this.#isSending
  }

  /** Who is added hears what is said from now on. */
  add(socket: LiveSocket): void {
    if (this.#places.has(socket)) return
    this.#places.set(socket, this.#members.length)
    this.#members.push({ wire: socket.data.wire, heard: this.#total })
    if (this.#isSending) this.#left += 1
  }

  delete(socket: LiveSocket): boolean {
    const place = this.#places.get(socket)
    if (place === undefined) return false
    this.#places.delete(socket)
    this.#members[place] = null
    return true
  }

  [Symbol.iterator](): IterableIterator<LiveSocket> {
    return this.#places.keys()
  }

  /** Tells everybody, in order and once. */
  say(news: readonly News[]): void {
    this.#add(news)
  }

  /** What is true only now (who is here, where the head is): left out while something else is being said. */
  mention(frame: Frame): void {
    if (!this.#isSending) this.#add([new Mention(frame)])
  }

  get #total(): number {
    return this.#forgotten + this.#said.length
  }

  #add(said: readonly (News | Mention)[]): void {
    this.#said.push(...said)
    this.#frames.clear()
    this.#left = this.#members.length
    if (!this.#isSending) void this.#goRound()
  }

  async #goRound(): Promise<void> {
    this.#isSending = true
    this.#visitSlice()
    while (this.#left > 0) {
      await nextTurn()
      this.#visitSlice()
    }
    this.#forget(this.#total)
    this.#isSending = false
  }

  #visitSlice(): void {
    const total = this.#total
    for (let visit = 0; visit < slice && this.#left > 0; visit += 1) {
      if (this.#place >= this.#members.length) this.#beginAgain()
      if (this.#left === 0) return
      const member = this.#members[this.#place]
      this.#place += 1
      this.#left -= 1
      if (!member || member.heard === total) continue
      const frames = this.#framesAfter(member.heard)
      member.heard = total
      if (!takes(member.wire, frames)) this.#tooSlow(member.wire.socket)
    }
  }

  #framesAfter(heard: number): readonly Frame[] {
    const known = this.#frames.get(heard)
    if (known) return known
    const frames: Frame[] = []
    let news: News[] = []
    for (const one of this.#said.slice(heard - this.#forgotten)) {
      if (!(one instanceof Mention)) news.push(one)
      else {
        frames.push(...this.#encode(news), one.frame)
        news = []
      }
    }
    frames.push(...this.#encode(news))
    this.#frames.set(heard, frames)
    return frames
  }

  #encode(news: readonly News[]): readonly Frame[] {
    return news.length > 0 ? this.#ways.encode(news) : []
  }

  /** From the first member on, without the places that were left; what all have heard is forgotten. */
  #beginAgain(): void {
    const members: Member[] = []
    let heardByAll = this.#total
    for (const member of this.#members) {
      if (!member) continue
      this.#places.set(member.wire.socket, members.length)
      members.push(member)
      heardByAll = Math.min(heardByAll, member.heard)
    }
    this.#members = members
    this.#place = 0
    this.#left = Math.min(this.#left, members.length)
    this.#forget(heardByAll)
  }

  #forget(heard: number): void {
    this.#said.splice(0, heard - this.#forgotten)
    this.#forgotten = heard
  }

  #tooSlow(socket: LiveSocket): void {
    this.delete(socket)
    this.#ways.onSlow(socket)
  }
}

class Mention {
  readonly frame: Frame

  constructor(frame: Frame) {
    this.frame = frame
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
