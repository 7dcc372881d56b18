import type { Actor } from '../../domain/person.ts'
import type { Instant } from '../../domain/time.ts'
import type { Ended } from './ended.ts'

type Known = { sessionId: string; actor: Actor; expiresAt: Instant }

/** A session is read again at least this often, in milliseconds: a notification of its end may have been lost. */
export const trustFor = 5 * 60_000

/** About 500 bytes each; one whose cookies are unusually long is read each time. */
const mostKnown = 50_000
const longestHeader = 2_000

/**
 * Sessions this node has read lately, so that thousands who lost their line and come back at once do not ask the
 * database again. Only as good as what its owner hears: the live connection has it forget a session that ends, and
 * everything when it may have missed something; commands look again before anything is done.
 */
export class KnownSessions<Session extends Known> {
  readonly #sessionOf: (cookieHeader: string | undefined) => Promise<Session | null>
  /** By Cookie header, the oldest first. */
  readonly #known = new Map<string, { session: Session; readAt: number }>()
  /** Rises whenever something is forgotten: what was being read meanwhile may be out of date. */
  #forgotten = 0

  constructor(sessionOf: (cookieHeader: string | undefined) => Promise<Session | null>) {
    this.#sessionOf = sessionOf
  }

  async of(cookieHeader: string | undefined): Promise<Session | null> {
    if (!cookieHeader) return null
    const known = this.#known.get(cookieHeader)
    const now = Date.now()
    if (known && now - known.readAt < trustFor && known.session.expiresAt > now) return known.session
    return this.readAgain(cookieHeader)
  }

  /** Asks the database, whatever is known. */
  async readAgain(cookieHeader: string | undefined): Promise<Session | null> {
    const before = this.#forgotten
    const session = await this.#sessionOf(cookieHeader)
    if (!cookieHeader) return session
    this.#known.delete(cookieHeader)
    // It may have ended while it was read, and whoever is let in now would not be told.
    if (session && before !== this.#forgotten) return this.readAgain(cookieHeader)
    if (session) this.#keep(cookieHeader, session)
    return session
  }

  forget({ personId, sessionId }: Ended): void {
    this.#forgotten += 1
    for (const [header, { session }] of this.#known) {
      const isMeant = session.actor.personId === personId
      if (isMeant && (sessionId === null || session.sessionId === sessionId)) this.#known.delete(header)
    }
  }

  /** Notifications may have been lost, or units have moved. */
  forgetAll(): void {
    this.#forgotten += 1
    this.#known.clear()
  }

  #keep(header: string, session: Session): void {
    if (header.length > longestHeader) return
    this.#known.set(header, { session, readAt: Date.now() })
    const [oldest] = this.#known.keys()
    if (this.#known.size > mostKnown && oldest !== undefined) this.#known.delete(oldest)
  }
}
