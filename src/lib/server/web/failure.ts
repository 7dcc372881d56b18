import type { HandleServerError } from '@sveltejs/kit'
import { log, readableCode } from '../log.ts'

type Where = { status: number; method: string; route: string | null }

/** A failure nobody planned: logged under a short code that its page shows, to be read out on the telephone. */
export const recordFailure: HandleServerError = ({ error, event, status, message }) => {
  if (status === 404) return { message }
  return { ...loggedFailure(error, { status, method: event.request.method, route: event.route.id }), message }
}

/** The same outside of the pages. */
export function loggedFailure(error: unknown, where: Where): { message: string; code: string } {
  const code = readableCode()
  log.error({ err: error, code, ...where }, 'A request failed')
  return { message: 'Internal Error', code }
}
