import { randomInt } from 'node:crypto'
import { pino } from 'pino'

/** JSON lines on standard output. Log ids, never a member's words or name. */
export const log = pino({
  level: process.env['LOG_LEVEL'] || 'info',
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  // PostgreSQL quotes the row it could not write: names and words of people.
  redact: ['password', 'token', 'cookie', '*.password', '*.token', '*.cookie', 'err.detail', 'err.where'],
})

/** Finds a line of the log again, and can be read out on the telephone. */
export function readableCode(): string {
  return Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join('')
}

/** Without letters and digits that sound or look alike. */
const alphabet = '234679ACEFHKLPRTXY'
