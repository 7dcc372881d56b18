import type { IncomingMessage } from 'node:http'
import { notSignedIn } from '../../protocol/live.ts'
import { isOriginAt } from '../../protocol/origin.ts'
import type { KnownSessions } from '../auth/known-sessions.ts'
import { sessionCookieIn } from '../auth/session-cookie.ts'
import type { LiveSocket, Log, Session } from './sockets.ts'
import { Wire } from './wire.ts'

/**
 * Whether a page of this origin may open a socket: one of this host, or a configured one. Browsers send cookies
 * with WebSockets of any page, and CORS does not stop them. Who sends no Origin is no page of another site.
 */
export function isOwnOrigin(request: IncomingMessage, origins: readonly string[]): boolean {
  const { origin, host } = request.headers
  if (origin === undefined) return true
  if (origins.includes(origin)) return true
  return host !== undefined && isOriginAt(origin, host)
}

/** Lets in who is signed in. A database that does not answer is a reason to try again, not to sign out. */
export function admit(sessions: KnownSessions<Session>, log: Log) {
  return (socket: LiveSocket, next: (error?: Error) => void): void => {
    const cookie = sessionCookieIn(socket.request.headers.cookie)
    sessions
      .of(cookie)
      .then((session) => {
        if (!session || !isMeantFor(socket.handshake.auth, session)) return next(new Error(notSignedIn))
        socket.data = { session, cookie, wire: new Wire(socket) }
        forgetRequest(socket)
        next()
      })
      .catch((error: unknown) => {
        log.error({ err: error }, 'A session could not be read')
        next(new Error('unavailable'))
      })
  }
}

/** A page that was made for one person is told nothing in the name of the next who signs in beside it. */
function isMeantFor({ personId }: { personId?: unknown }, { actor }: Session): boolean {
  return typeof personId !== 'number' || personId === actor.personId
}

/** The request that opened a connection is kept as long as the connection, and nobody asks for it again. */
function forgetRequest({ conn, handshake }: LiveSocket): void {
  Object.assign(conn, { request: undefined })
  handshake.headers = {}
}
