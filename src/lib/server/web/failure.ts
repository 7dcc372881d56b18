import type { HandleServerError } from '@sveltejs/kit'
import { log, readableCode } from '../log.ts'

/** A failure nobody planned: logged under a short code that its page shows, to be read out on the telephone. */
export const recordFailure: HandleServerError = ({ error, event, status, message }) => {
  if (status === 404) return { message }
  const code = readableCode()
  log.error(
    { err: error, code, status, method: event.request.method, route: event.route.id },
    'A request failed',
  )
  return { message, code }
}
