import { type Adapter, type Cookie, Lucia, TimeSpan } from 'lucia'
import type { Actor, Me } from '../../domain/person.ts'
import type { Instant } from '../../domain/time.ts'
import type { Sql, Tx } from '../db/pool.ts'
import * as sessions from '../store/session.ts'
import { adapterOn } from './adapter.ts'
import { tellEnded } from './ended.ts'
import { hashOf } from './secret.ts'
import { sessionCookieName, sessionIdIn } from './session-cookie.ts'

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<object, { person: Me }>
  }
}

export type SessionCookie = Pick<Cookie, 'name' | 'value' | 'attributes'>

export type Session = {
  /** As in table session: the hash of what the cookie holds. */
  sessionId: string
  actor: Actor
  person: Me
  expiresAt: Instant
  /** When the database was asked. */
  readAt: Instant
  /** To be sent when the session was just prolonged; null otherwise. */
  cookie: SessionCookie | null
}

/** The session named in a Cookie header, prolonged when it is half over; null is nobody. */
export async function sessionOf(sql: Sql, cookieHeader: string | null | undefined): Promise<Session | null> {
  const id = sessionIdIn(cookieHeader)
  if (id === null) return null
  const { lucia } = on(sql)
  const readAt = Date.now()
  const { session, user } = await lucia.validateSession(id)
  if (!session) return null
  const cookie = session.fresh ? lucia.createSessionCookie(id) : null
  return { ...named(id, user.person), expiresAt: session.expiresAt.getTime(), readAt, cookie }
}

/** The same without prolonging it: for sockets, which have no answer to put the new cookie in. */
export async function sessionAsItIs(sql: Sql, cookieHeader: string | undefined): Promise<Session | null> {
  const id = sessionIdIn(cookieHeader)
  if (id === null) return null
  const readAt = Date.now()
  const [session, user] = await on(sql).adapter.getSessionAndUser(id)
  if (!session || !user || session.expiresAt.getTime() <= Date.now()) return null
  return { ...named(id, user.attributes), expiresAt: session.expiresAt.getTime(), readAt, cookie: null }
}

function named(id: string, person: Me) {
  return { sessionId: hashOf(id), actor: { personId: person.id, grants: person.grants }, person }
}

/** Opens a session and gives the cookie that proves it. */
export async function startSession(
  sql: Sql | Tx,
  personId: number,
  { userAgent = '' }: { userAgent?: string | null } = {},
): Promise<SessionCookie> {
  const { lucia } = on(sql)
  const { id } = await lucia.createSession(personId, { userAgent: userAgent ?? '' })
  return lucia.createSessionCookie(id)
}

/** Ends one session of a person, and of nobody else; `sessionId` as in the table. */
export async function endSession(
  sql: Sql | Tx,
  { personId, sessionId }: { personId: number; sessionId: string },
): Promise<void> {
  if (await sessions.removeOneOf(sql, personId, sessionId)) await tellEnded(sql, { personId, sessionId })
}

/** Ends every session of a person, or all but one. */
export async function endSessions(
  tx: Sql | Tx,
  personId: number,
  { except = null }: { except?: string | null } = {},
): Promise<void> {
  const ended = await sessions.removeAllOf(tx, personId, { except })
  if (!except) return tellEnded(tx, { personId, sessionId: null })
  for (const sessionId of ended) await tellEnded(tx, { personId, sessionId })
}

/** Takes the session away from the browser. */
export function blankCookie(sql: Sql): SessionCookie {
  return on(sql).lucia.createBlankSessionCookie()
}

type OurLucia = Lucia<object, { person: Me }>
type Ours = { lucia: OurLucia; adapter: Adapter }
const known = new WeakMap<Sql | Tx, Ours>()

function on(sql: Sql | Tx): Ours {
  const ours = known.get(sql) ?? newOn(sql)
  known.set(sql, ours)
  return ours
}

function newOn(sql: Sql | Tx): Ours {
  const adapter = adapterOn(sql)
  return { adapter, lucia: luciaOn(adapter) }
}

function luciaOn(adapter: Adapter): OurLucia {
  return new Lucia(adapter, {
    // Half-way through, Lucia prolongs by the whole again: used once a fortnight, a session never ends.
    sessionExpiresIn: new TimeSpan(30, 'd'),
    sessionCookie: {
      name: sessionCookieName,
      attributes: {
        secure: process.env['ORIGIN']?.startsWith('https:') === true,
        sameSite: 'lax',
        path: '/',
      },
    },
    getUserAttributes: (person) => ({ person }),
  })
}
