import { DomainError } from '../../domain/error.ts'

/**
 * What a failed query says to whoever caused it: 'unavailable' when the database does not answer, 'bad_input' when no
 * column can hold what was sent. Null: a bug.
 */
export function refusalOf(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error
  if (isAway(error)) return new DomainError('unavailable')
  return unfit.has(codeOf(error)) ? new DomainError('bad_input') : null
}

/** Nobody can say whether what was asked was done. */
export function isAway(error: unknown): boolean {
  const code = codeOf(error)
  return away.has(code) || /^(08|57P0|25P03)/.test(code)
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  // Of several addresses of one host each has failed by itself.
  const one: unknown = error instanceof AggregateError ? error.errors[0] : error
  return one instanceof Error && 'code' in one ? String(one.code) : ''
}

/** Of the network, and of the package `postgres` (https://github.com/porsager/postgres#errors). */
const away: ReadonlySet<string> = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT', // a socket file
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  '53300', // too many connections
  '40P01', // of two that wait for each other one has to begin anew
])

/** Numbers out of range, zero bytes and halves of characters in a text: https://www.postgresql.org/docs/18/errcodes-appendix.html */
const unfit: ReadonlySet<string> = new Set(['22003', '22021', '22P02', '22P05'])
