import type { DefaultEventsMap, Server, Socket } from 'socket.io'
import type { Actor } from '../../domain/person.ts'
import type { Instant } from '../../domain/time.ts'
import type { ClientEvents, ServerEvents } from '../../protocol/live.ts'
import type { Wire } from './wire.ts'

/** Whose socket it is; known from the handshake on. */
export type Session = { sessionId: string; actor: Actor; expiresAt: Instant; readAt: Instant }

/** Reads the session that a cookie proves ('session=…'); null is nobody. */
export type SessionOf = (cookie: string) => Promise<Session | null>

type SocketFacts = {
  session: Session
  /** What proves the session, to be read again later. */
  cookie: string | undefined
  wire: Wire
}

export type LiveServer = Server<ClientEvents, ServerEvents, DefaultEventsMap, SocketFacts>
export type LiveSocket = Socket<ClientEvents, ServerEvents, DefaultEventsMap, SocketFacts>

export type Log = {
  info: (facts: object, words: string) => void
  warn: (facts: object, words: string) => void
  error: (facts: object, words: string) => void
}
