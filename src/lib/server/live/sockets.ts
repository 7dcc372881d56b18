import type { DefaultEventsMap, Server, Socket } from 'socket.io'
import type { Actor } from '../../domain/person.ts'
import type { Instant } from '../../domain/time.ts'
import type { ClientEvents, ServerEvents } from '../../protocol/live.ts'
import type { Wire } from './wire.ts'

/** Whose socket it is; known from the handshake on. */
export type Session = { sessionId: string; actor: Actor; expiresAt: Instant }

/** Reads the session out of a Cookie header; null is nobody. */
export type SessionOf = (cookieHeader: string | undefined) => Promise<Session | null>

export type SocketFacts = {
  session: Session
  checkedAt: Instant
  /** What proves the session, to be read again later. */
  cookieHeader: string | undefined
  wire: Wire
}

export type LiveServer = Server<ClientEvents, ServerEvents, DefaultEventsMap, SocketFacts>
export type LiveSocket = Socket<ClientEvents, ServerEvents, DefaultEventsMap, SocketFacts>

export type Log = {
  info: (facts: object, words: string) => void
  warn: (facts: object, words: string) => void
  error: (facts: object, words: string) => void
}
