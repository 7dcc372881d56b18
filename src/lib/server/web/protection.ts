import { json, text, type Handle } from '@sveltejs/kit'
import type { DomainError } from '../../domain/error.ts'
import { refusal } from '../commands/refusal.ts'
import { problemOf, safe } from './let-in.ts'
import { statusOf } from './status.ts'

/** Refuses what no page of ours sends, before anything is read, and tells browsers what they may do with an answer. */
export const protect: Handle = async ({ event, resolve }) => {
  const { request, url, route } = event
  const asked = { method: request.method, header: (name: string) => request.headers.get(name) }
  const problem = problemOf(asked, { host: url.host, route: route.id })
  const response = problem ? refused(problem, route.id) : await resolve(event)
  // A page may ask for more: it sets its own.
  for (const [name, value] of Object.entries(safe)) {
    if (!response.headers.has(name)) response.headers.set(name, value)
  }
  return response
}

function refused(problem: DomainError, route: string | null): Response {
  const status = statusOf(problem.code)
  return route?.startsWith('/api/') ? json(refusal(problem), { status }) : text(problem.code, { status })
}
