import { DomainError } from '../../domain/error.ts'
import type { Me } from '../../domain/person.ts'
import { isOriginAt } from '../../protocol/origin.ts'

/** A request as far as it is looked at before anything is read. */
export type Asked = { method: string; header: (name: string) => string | null }

type Where = { host: string; route: string | null }

/** Why a request is not let in; null when it is. */
export function problemOf({ method, header }: Asked, { host, route }: Where): DomainError | null {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return null
  const origin = header('origin')
  // SvelteKit looks at forms only; a body without a type is sent by any page without asking first.
  if (origin !== null && !isOriginAt(origin, host)) return new DomainError('not_allowed')
  if (withFiles.has(route ?? '')) return null
  const length = header('content-length')
  // Browsers always say how long a body is; in pieces it could be without end.
  const isUnsaid = length === null && header('transfer-encoding') !== null
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

/** A telephone changes hands: what one person left waiting on it (personHeader) is not sent in the name of the next. */
export function isMeantFor(personId: string | null, me: Me | null): boolean {
  return personId === null || personId === String(me?.id)
}

/** What browsers may do with any answer. */
export const safe = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
}
