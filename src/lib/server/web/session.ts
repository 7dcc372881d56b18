import { error, json, redirect, type Cookies, type Handle, type RequestEvent } from '@sveltejs/kit'
import type { DomainError } from '../../domain/error.ts'
import { personHeader } from '../../protocol/commands.ts'
import { type Session, sessionOf, type SessionCookie } from '../auth/sessions.ts'
import { refusal } from '../commands/refusal.ts'
import { db } from '../db/pool.ts'
import { refusalOf } from '../db/refusal.ts'
import { isMeantFor } from './let-in.ts'
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
  let session: Session | null = null
  try {
    if (!asksNobody.has(event.route.id ?? '')) {
      session = await sessionOf(db(), event.request.headers.get('cookie'))
    }
  } catch (failure) {
    const problem = refusalOf(failure)
    if (problem) return sorry(problem, event)
    throw failure
  }
  event.locals.me = session?.person ?? null
  event.locals.actor = session?.actor ?? null
  event.locals.sessionId = session?.sessionId ?? null
  if (session?.cookie) {
    giveCookie(event.cookies, session.cookie)
  }
  return resolve(event)
}

/** Nobody can say who asks: said in the shape that whoever asked reads. Pages get src/error.html. */
function sorry(problem: DomainError, { request, route }: RequestEvent): Response {
  const status = statusOf(problem.code)
  if (route.id?.startsWith('/api/')) return json(refusal(problem), { status })
  const { code } = problem
  const isForm = request.method === 'POST' && request.headers.get('accept') === 'application/json'
  if (isForm) return json({ type: 'error', error: { message: code, code } }, { status })
  error(status, { message: code, code })
}

export function giveCookie(cookies: Cookies, { name, value, attributes }: SessionCookie): void {
  cookies.set(name, value, { ...attributes, path: '/' })
}

/** Asked by machines every few seconds, also while the database is away. */
const asksNobody: ReadonlySet<string> = new Set(['/healthz', '/readyz'])

/** Sends those who are not signed in to the login page, and back afterwards. */
export const guard: Handle = async ({ event, resolve }) => {
  const route = event.route.id
  const isMeant = isMeantFor(event.request.headers.get(personHeader), event.locals.me)
  if ((event.locals.me && isMeant) || route === null || publicRoutes.has(route)) return resolve(event)
  if (route.startsWith('/api/')) {
    const code = 'not_signed_in'
    return json({ ok: false, code, data: {} }, { status: statusOf(code) })
  }
  const wanted = event.url.pathname + event.url.search
  redirect(303, wanted === '/' ? '/login' : `/login?next=${encodeURIComponent(wanted)}`)
}
