import { json, redirect, type Cookies, type Handle } from '@sveltejs/kit'
import type { Me } from '../../domain/person.ts'
import { personHeader } from '../../protocol/commands.ts'
import { sessionOf, type SessionCookie } from '../auth/sessions.ts'
import { db } from '../db/pool.ts'
import { statusOf } from './status.ts'

/** Routes for somebody who is not signed in. Every other route asks for a session. */
const publicRoutes: ReadonlySet<string> = new Set([
  '/login',
  '/logout',
  '/preferences',
  '/setup/[token]',
  '/invite/[token]',
  '/healthz',
  '/readyz',
])

/** Finds out who asks. */
export const identify: Handle = async ({ event, resolve }) => {
  const session = asksNobody.has(event.route.id ?? '')
    ? null
    : await sessionOf(db(), event.request.headers.get('cookie'))
  event.locals.me = session?.person ?? null
  event.locals.actor = session?.actor ?? null
  event.locals.sessionId = session?.sessionId ?? null
  if (session?.cookie) {
    giveCookie(event.cookies, session.cookie)
  }
  return resolve(event)
}

export function giveCookie(cookies: Cookies, { name, value, attributes }: SessionCookie): void {
  cookies.set(name, value, { ...attributes, path: '/' })
}

/** Asked by machines every few seconds, also while the database is away. */
const asksNobody: ReadonlySet<string> = new Set(['/healthz', '/readyz'])

/** Sends those who are not signed in to the login page, and back afterwards. */
export const guard: Handle = async ({ event, resolve }) => {
  const route = event.route.id
  const isMeant = isMeantFor(event.request, event.locals.me)
  if ((event.locals.me && isMeant) || route === null || publicRoutes.has(route)) return resolve(event)
  if (route.startsWith('/api/')) {
    const code = 'not_signed_in'
    return json({ ok: false, code, data: {} }, { status: statusOf(code) })
  }
  const wanted = event.url.pathname + event.url.search
  redirect(303, wanted === '/' ? '/login' : `/login?next=${encodeURIComponent(wanted)}`)
}

/** A telephone changes hands: what one person left waiting on it is not sent in the name of the next. */
function isMeantFor(request: Request, me: Me | null): boolean {
  const personId = request.headers.get(personHeader)
  return personId === null || personId === String(me?.id)
}
