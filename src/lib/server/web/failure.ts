import { randomInt } from 'node:crypto'
import type { HandleServerError } from '@sveltejs/kit'
import { log } from '../log.ts'

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

/** Without letters and digits that sound or look alike. */
const alphabet = '234679ACEFHKLPRTXY'

function readableCode(): string {
  return Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join('')
}
