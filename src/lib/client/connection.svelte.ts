import { io } from 'socket.io-client'
import type { Instant } from '../domain/time.ts'
import { livePath, notSignedIn, type Presence } from '../protocol/live.ts'
import type { FollowerEvents } from './follower.ts'
import { quietAfter } from './pulse.ts'
import { type LiveSocket, Streams, type WallEvents } from './streams.ts'
import { hasWoken, onWaking } from './waking.ts'

export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'stale' | 'offline' | 'signed_out'

/** Not known to be complete for this long, in milliseconds: what is on screen is called stale. */
const staleAfter = 60_000
/** How often the line is looked at, in milliseconds. */
const tick = 2_000
/** A line that is asked whether it still stands has this long to answer, in milliseconds. */
const answerWithin = 1_500

/** The one live connection of a tab. It opens with the first follower and says how true the screen is. */
export class Connection {
  /** When everything followed was last known to be at the server's head: what is shown is as of then. */
  asOf = $state<Instant | null>(null)
  /** For whom the page was made. Another tab may have signed out and somebody else in. */
  personId: number | null = null
  /** Since when the line is up, or down. */
  since = $state<Instant>(Date.now())
  #line = $state<'never' | 'up' | 'down' | 'signed_out'>('never')
  #isCaughtUp = $state(true)
  #hasNetwork = $state(true)
  #now = $state<Instant>(Date.now())
  #heardAt: Instant | null = null
  /** When the line was last asked whether it still stands. */
  #askedAt: Instant = 0
  #opened: { socket: LiveSocket; streams: Streams } | null = null
  readonly #openSocket: () => LiveSocket

  constructor(openSocket: () => LiveSocket) {
    this.#openSocket = openSocket
  }

  get state(): ConnectionState {
    if (this.#line === 'signed_out') return 'signed_out'
    if (!this.#hasNetwork) return 'offline'
    // A clock that was set back says nothing of how old this is.
    const isStale = this.asOf !== null && Math.abs(this.#now - this.asOf) > staleAfter
    if (isStale) return 'stale'
    if (this.#line === 'up' && this.#isCaughtUp) return 'live'
    return this.asOf === null ? 'connecting' : 'reconnecting'
  }

  /** See Streams.follow. */
  follow(stream: string, after: number | null, events: FollowerEvents): () => void {
    return this.#open().streams.follow(stream, after, events)
  }

  watchWall(campaignId: number, events: WallEvents): () => void {
    return this.#open().streams.watchWall(campaignId, events)
  }

  watchPresence(stream: string, onPresence: (presence: Presence) => void): () => void {
    return this.#open().streams.watchPresence(stream, onPresence)
  }

  /** Tries at once: the device woke, the tab is looked at again, the person pressed 'retry'. */
  wake(): void {
    this.#now = Date.now()
    if (!this.#opened || this.#line === 'signed_out') return
    const isQuiet = this.#heardAt === null || Math.abs(this.#now - this.#heardAt) > quietAfter
    if (this.#opened.socket.connected && !isQuiet) return
    this.#opened.socket.disconnect().connect()
  }

  /** A line on which the server says nothing may be dead, and nobody tells: it is not live before it has answered. */
  #listen(): void {
    this.#now = Date.now()
    if (this.#line !== 'up' || this.#heardAt === null) return
    if (this.#now - Math.max(this.#heardAt, this.#askedAt) > quietAfter) this.#askLine()
  }

  /** Asks what it follows anew where the line may have died a moment ago; no answer means that it did. */
  #askLine(): void {
    const { socket, streams } = this.#opened ?? {}
    if (!socket?.connected || !streams) return
    this.#askedAt = Date.now()
    const { answers } = streams
    streams.joinAgain()
    const asked = socket.id
    setTimeout(() => {
      const isSilent = !this.#isCaughtUp && streams.answers === answers
      if (socket.id === asked && isSilent) socket.disconnect().connect()
    }, answerWithin)
  }

  /** Somebody signed in, in this tab, without loading the page anew. */
  signedIn(): void {
    if (!this.#opened) return
    this.#line = 'never'
    this.#opened.socket.disconnect().connect()
  }

  #open(): { socket: LiveSocket; streams: Streams } {
    if (this.#opened) return this.#opened
    const socket = this.#openSocket()
    const streams = new Streams(socket, () => this.#caughtUp(streams.isCaughtUp))
    socket.on('connect', () => this.#moved('up'))
    socket.on('disconnect', () => this.#lost())
    socket.on('connect_error', (error) => this.#refused(error))
    socket.on('signedOut', () => this.#signedOut())
    socket.on('entries', () => this.#heard())
    socket.on('head', () => this.#heard())
    socket.on('wall', () => this.#heard())
    this.#opened = { socket, streams }
    this.#watchTheWorld()
    return this.#opened
  }

  #watchTheWorld(): void {
    const networkMoved = (): void => {
      this.#hasNetwork = navigator.onLine
      // Through another network, perhaps: the old line may be dead without a word.
      if (!navigator.onLine) return
      this.wake()
      this.#askLine()
    }
    this.#hasNetwork = navigator.onLine
    addEventListener('online', networkMoved)
    addEventListener('offline', networkMoved)
    // Shown again from the browser's memory; a page that is just loading is connecting already.
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) this.wake()
    })
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.wake()
    })
    // A laptop that slept tries its line now, not when it times out.
    onWaking(() => this.wake())
    setInterval(() => this.#listen(), tick)
  }

  #moved(line: 'up' | 'down' | 'signed_out'): void {
    this.#line = line
    this.since = Date.now()
    if (line === 'up') this.#heard()
  }

  #caughtUp(isCaughtUp: boolean): void {
    this.#isCaughtUp = isCaughtUp
    if (isCaughtUp && this.#line === 'up') this.#heard()
  }

  #lost(): void {
    if (this.#line === 'up') this.#moved('down')
  }

  #refused(error: Error): void {
    if (error.message === notSignedIn) return this.#signedOut()
    const socket = this.#opened?.socket
    // Refused by the server itself (it cannot read sessions now): socket.io does not try again then.
    if (socket && !socket.active) setTimeout(() => socket.connect(), tick)
  }

  #signedOut(): void {
    this.#moved('signed_out')
    this.#opened?.socket.disconnect()
  }

  #heard(): void {
    // What was on its way when the device fell asleep is no word from the server now.
    if (hasWoken()) return
    this.#now = this.#heardAt = Date.now()
    if (this.#isCaughtUp) this.asOf = this.#now
    if (!this.#hasNetwork) void this.#tryNetwork()
  }

  /** A browser says 'offline' too where only this server can be reached, such as on this very machine. */
  async #tryNetwork(): Promise<void> {
    try {
      await fetch('/healthz', { cache: 'no-store' })
      this.#hasNetwork = true
    } catch {
      // It was right: what was heard had been on its way already.
    }
  }
}

let own: Connection | undefined

/** This tab's connection. Nothing is opened until somebody follows something: never on the server. */
export function connection(): Connection {
  return (own ??= new Connection(() =>
    io({
      path: livePath,
      auth: (tell) => tell({ personId: connection().personId }),
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
      timeout: 10_000,
    }),
  ))
}
