import { json, text, type Handle } from '@sveltejs/kit'
import { DomainError } from '../../domain/error.ts'
import { refusal } from '../commands/refusal.ts'
import { statusOf } from './status.ts'

/** Refuses what no page of ours sends, before anything is read, and tells browsers what they may do with an answer. */
export const protect: Handle = async ({ event, resolve }) => {
  const { request, url, route } = event
  const problem = problemOf(request, { host: url.host, route: route.id })
  const response = problem ? refused(problem, route.id) : await resolve(event)
  for (const [name, value] of Object.entries(everywhere)) {
    if (!response.headers.has(name)) response.headers.set(name, value)
  }
  return response
}

/** A page may ask for more: it sets its own. */
const everywhere = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
}

type Where = { host: string; route: string | null }

/** Why a request is not let in; null when it is. */
export function problemOf(
  { method, headers }: Pick<Request, 'method' | 'headers'>,
  { host, route }: Where,
): DomainError | null {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return null
  const origin = headers.get('origin')
  // SvelteKit looks at forms only; a body without a type is sent by any page without asking first.
  if (origin !== null && URL.parse(origin)?.host !== host) return new DomainError('not_allowed')
  if (withFiles.has(route ?? '')) return null
  const length = headers.get('content-length')
  // Browsers always say how long a body is; in pieces it could be without end.
  const isUnsaid = length === null && headers.has('transfer-encoding')
  return isUnsaid || Number(length) > usual ? new DomainError('file_too_large', { most: usual }) : null
}

/** Bytes. A form without files or a command is far shorter. */
const usual = 2_000_000

/** Where files are sent to: as much as the server takes at all (BODY_SIZE_LIMIT), or as their own rules say. */
const withFiles: ReadonlySet<string> = new Set([
  '/api/files',
  '/api/campaigns/[id]/imports',
  '/campaigns/[id]/imports',
  '/tasks',
  '/admin/units/import',
])

function refused(problem: DomainError, route: string | null): Response {
  const status = statusOf(problem.code)
  return route?.startsWith('/api/') ? json(refusal(problem), { status }) : text(problem.code, { status })
}
