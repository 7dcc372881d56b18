import type { Actor } from '../../domain/person.ts'
import type { Instant } from '../../domain/time.ts'
import type { Ended } from './ended.ts'
import { sessionCookieIn } from './session-cookie.ts'

type Known = { sessionId: string; actor: Actor; expiresAt: Instant; readAt: Instant }

/**
 * A session is believed this long after it was read, in milliseconds: a notification of its end may have been lost. With the
 * half minute until somebody looks (gateway.ts) that is well within the five that SPEC 8.2 promises.
 */
export const trustFor = 4 * 60_000

/** About 500 bytes each. */
const mostKnown = 50_000

/**
 * Sessions this node has read lately, so that thousands who lost their line and come back at once do not ask the
 * database again. Only as good as what its owner hears: the live connection has it forget a session that ends, and
 * everything when it may have missed something; commands look again before anything is done.
 */
export class KnownSessions<Session extends Known> {
  readonly #sessionOf: (cookie: string) => Promise<Session | null>
  /** By the session's cookie alone, whatever else a browser sends along; the oldest first. */
  readonly #known = new Map<string, Session>()
  /** Rises whenever something is forgotten: what was being read meanwhile may be out of date. */
  #forgotten = 0

  constructor(sessionOf: (cookie: string) => Promise<Session | null>) {
    this.#sessionOf = sessionOf
  }

  async of(cookieHeader: string | undefined): Promise<Session | null> {
    const cookie = sessionCookieIn(cookieHeader)
    const known = cookie && this.#known.get(cookie)
    const now = Date.now()
    if (known && now - known.readAt < trustFor && known.expiresAt > now) return known
    return this.readAgain(cookie)
  }

  /** Asks the database, whatever is known. */
  async readAgain(cookieHeader: string | undefined): Promise<Session | null> {
    const cookie = sessionCookieIn(cookieHeader)
    if (!cookie) return null
    const before = this.#forgotten
    const session = await this.#sessionOf(cookie)
    this.#known.delete(cookie)
    // It may have ended while it was read, and whoever is let in now would not be told.
    if (session && before !== this.#forgotten) return this.readAgain(cookie)
    if (session) this.#keep(cookie, session)
    return session
  }

  forget({ personId, sessionId }: Ended): void {
    this.#forgotten += 1
    for (const [cookie, session] of this.#known) {
      const isMeant = session.actor.personId === personId
      if (isMeant && (sessionId === null || session.sessionId === sessionId)) this.#known.delete(cookie)
    }
  }

  /** Notifications may have been lost, or units have moved. */
  forgetAll(): void {
    this.#forgotten += 1
    this.#known.clear()
  }

  #keep(cookie: string, session: Session): void {
    this.#known.set(cookie, session)
    const [oldest] = this.#known.keys()
    if (this.#known.size > mostKnown && oldest !== undefined) this.#known.delete(oldest)
  }
}
