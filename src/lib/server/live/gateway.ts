import { randomUUID } from 'node:crypto'
import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import { livePath } from '../../protocol/live.ts'
import { endedChannel, parseEnded } from '../auth/ended.ts'
import { KnownSessions } from '../auth/known-sessions.ts'
import type { Sql } from '../db/pool.ts'
import { onWritten, parseWake, wakeChannel } from '../journal/wake.ts'
import { campaignOf, Doors } from './doors.ts'
import type { Feed } from './feed.ts'
import { Feeds } from './feeds.ts'
import { admit, isOwnOrigin } from './handshake.ts'
import { receive } from './messages.ts'
import { Names } from './names.ts'
import { Presence, presenceChannel } from './presence.ts'
import { Revocation } from './revocation.ts'
import { Rooms } from './rooms.ts'
import type { LiveServer, Log, SessionOf } from './sockets.ts'
import type { Weighed } from './tail.ts'
import { Upgrades } from './upgrades.ts'
import { Walls } from './walls.ts'
import { frameOf } from './wire.ts'

export type GatewayOptions = {
  sql: Sql
  log: Log
  sessionOf: SessionOf
  /** Origins besides the server's own host whose pages may connect: 'https://board.example.vn'. */
  origins?: readonly string[]
  /** Milliseconds. */
  pollEvery?: number
  headEvery?: number
  /** How often it looks for sessions that are to be read again. */
  lookEvery?: number
}

export type Gateway = {
  /** Whether it hears of changes: notifications are on and the database answers. */
  isListening: () => boolean
  /** Lets clients go (they come back by themselves), and closes the http server. */
  close: () => Promise<void>
}

/** Clients have so long to answer that the connection is closed, in milliseconds. */
const goodbye = 2_000

/** Attaches the live connection to an http server. Everything it knows it reads from the journal. */
export function attachGateway(server: HttpServer, options: GatewayOptions): Gateway {
  const { sql, log, sessionOf, origins = [] } = options
  const { pollEvery = 2_000, headEvery = 5_000, lookEvery = 30_000 } = options
  const upgrades = new Upgrades(server)
  const io: LiveServer = new Server(server, {
    path: livePath,
    serveClient: false,
    maxHttpBufferSize: 16_384, // clients send joins, nothing large
    allowRequest: (request, allow) => allow(null, isOwnOrigin(request, origins)),
  })
  const doors = new Doors(sql)
  const names = new Names(sql)
  const sessions = new KnownSessions(sessionOf)
  const presence = new Presence(randomUUID(), (payload) => {
    // Lost is lost: it is said again in a while. A database that stands still is not left a heap of it to do.
    if (isAnswering()) sql.notify(presenceChannel, payload).catch(() => undefined)
  })
  const rooms = new Rooms({ onMoved: (stream) => presence.note(stream), log })
  const revocation = new Revocation(io, { sessions, rooms, doors, log })
  const feeds = new Feeds(sql, publish)
  const walls = new Walls({
    sql,
    feeds,
    names,
    log,
    emit: (frame) => rooms.walls.get(frame.campaignId)?.say([frame]),
  })
  let isSubscribed = false
  let isPolling = false
  let answeredAt = Date.now()

  const isAnswering = (): boolean => Date.now() - answeredAt < 2 * pollEvery + 2_000

  function publish(feed: Feed, entries: readonly Weighed[]): void {
    const { stream } = feed
    rooms.streams.get(stream)?.say(entries)
    walls.entriesCame(feed)
    if (stream === 'org' && entries.some(({ entry }) => entry.kind === 'units.changed')) unitsChanged()
  }

  /** Roles reach down the tree of units: who may see what has to be asked again. */
  function unitsChanged(): void {
    doors.forget()
    names.forget()
    walls.redrawAll()
    void revocation.recheck('all')
  }

  async function poll(): Promise<void> {
    if (isPolling) return
    isPolling = true
    try {
      await feeds.open('org')
      await feeds.poll()
      answeredAt = Date.now()
    } catch (error) {
      log.warn({ err: error }, 'The journal does not answer')
    } finally {
      isPolling = false
    }
  }

  /** Only while the database answers: screens take it as a sign that they are up to date. */
  function tellHeads(): void {
    if (!isAnswering()) return
    for (const { stream, head } of feeds) {
      const frame = frameOf('head', { [stream]: head })
      // A room that is being told entries is not at the head yet, and hears that we are here.
      rooms.streams.get(stream)?.mention(frame)
      const campaignId = campaignOf(stream)
      if (campaignId !== null) rooms.walls.get(campaignId)?.mention(frame)
    }
  }

  function sweep(): void {
    walls.sweep((campaignId) => rooms.walls.has(campaignId))
    feeds.sweep((stream) => stream === 'org' || rooms.streams.has(stream) || walls.needs(stream))
  }

  const onWake = (payload: string): void => {
    for (const [stream, head] of parseWake(payload) ?? []) feeds.wake(stream, head)
  }
  const onEnded = (payload: string): void => {
    const ended = parseEnded(payload)
    if (ended) revocation.end(ended)
  }
  // Called at the first listen and after every reconnection, each once its own channel is heard: what was notified before
  // is read now.
  const onWakeHeard = (): void => {
    isSubscribed = true
    void poll()
  }
  const onEndedHeard = (): void => void revocation.recheck('all')
  const unhear = onWritten(sql, (stream, entries) => feeds.take(stream, entries))
  const listening = Promise.allSettled([
    sql.listen(wakeChannel, onWake, onWakeHeard),
    sql.listen(endedChannel, onEnded, onEndedHeard),
    sql.listen(presenceChannel, (payload) => presence.hear(payload)),
  ])
  io.use(admit(sessions, log))
  io.on('connection', (socket) => receive(socket, { feeds, doors, rooms, walls, log, isAnswering }))
  const timers = [
    setInterval(() => void poll(), pollEvery),
    setInterval(tellHeads, headEvery),
    setInterval(() => presence.tell(rooms), 1_000),
    setInterval(() => walls.redrawAll(), 60_000),
    setInterval(sweep, 30_000),
    setInterval(() => void revocation.recheck('due'), lookEvery),
  ]

  return {
    isListening: () => isSubscribed && isAnswering(),
    close: async () => {
      for (const timer of timers) clearInterval(timer)
      unhear()
      walls.close()
      const cutOff = setTimeout(() => upgrades.cut(), goodbye)
      await io.close()
      clearTimeout(cutOff)
      // Nobody is here any more: the other nodes need not wait until they believe it.
      presence.tell(rooms)
      for (const listen of await listening) {
        if (listen.status === 'fulfilled') await listen.value.unlisten().catch(() => undefined)
      }
    },
  }
}
