import { pino } from 'pino'

/** JSON lines on standard output. Log ids, never a member's words or name. */
export const log = pino({
  level: process.env['LOG_LEVEL'] || 'info',
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ['password', 'token', 'cookie', '*.password', '*.token', '*.cookie'],
})
