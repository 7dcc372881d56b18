import { io } from 'socket.io-client'
import type { Instant } from '../domain/time.ts'
import { livePath, notSignedIn, type Presence } from '../protocol/live.ts'
import type { FollowerEvents } from './follower.ts'
import { type LiveSocket, Streams, type WallEvents } from './streams.ts'

export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'stale' | 'offline' | 'signed_out'

/** Nothing heard for this long: what is on screen is no longer called live. */
const staleAfter = 60_000
/** The server says something every 5 s; on waking, a longer silence means a dead line. */
const quietAfter = 12_000
const tick = 2_000

/** The one live connection of a tab. It opens with the first follower and says how true the screen is. */
export class Connection {
  /** When the tab was last in touch with the server: what is shown is as of then. */
  asOf = $state<Instant | null>(null)
  /** Since when the line is up, or down. */
  since = $state<Instant>(Date.now())
  #line = $state<'never' | 'up' | 'down' | 'signed_out'>('never')
  #isCaughtUp = $state(true)
  #hasNetwork = $state(true)
  #now = $state<Instant>(Date.now())
  #opened: { socket: LiveSocket; streams: Streams } | null = null
  readonly #openSocket: () => LiveSocket

  constructor(openSocket: () => LiveSocket) {
    this.#openSocket = openSocket
  }

  get state(): ConnectionState {
    if (this.#line === 'signed_out') return 'signed_out'
    if (!this.#hasNetwork) return 'offline'
    const isStale = this.asOf !== null && this.#now - this.asOf > staleAfter
    if (this.#line === 'up' && !isStale && this.#isCaughtUp) return 'live'
    if (isStale) return 'stale'
    return this.#line === 'never' ? 'connecting' : 'reconnecting'
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

  /** Tries at once: the network is back, the tab is looked at again, the person pressed 'retry'. */
  wake(): void {
    this.#now = Date.now()
    if (!this.#opened || this.#line === 'signed_out') return
    const isQuiet = this.asOf === null || this.#now - this.asOf > quietAfter
    if (this.#opened.socket.connected && !isQuiet) return
    this.#opened.socket.disconnect().connect()
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
    const streams = new Streams(socket, () => (this.#isCaughtUp = streams.isCaughtUp))
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
      if (navigator.onLine) this.wake()
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
    setInterval(() => {
      // A laptop that slept missed ticks: try the line now, not when it times out.
      const hasSlept = Date.now() - this.#now > quietAfter
      this.#now = Date.now()
      if (hasSlept) this.wake()
    }, tick)
  }

  #moved(line: 'up' | 'down' | 'signed_out'): void {
    this.#line = line
    this.since = Date.now()
    if (line === 'up') this.#heard()
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
    this.asOf = Date.now()
    this.#now = this.asOf
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
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
      timeout: 10_000,
    }),
  ))
}
