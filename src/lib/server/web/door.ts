import type { Door } from '../commands/frame.ts'
import { db } from '../db/pool.ts'

/** The door of whoever sent a request: a command may have to wait, and their session may end meanwhile. */
export function doorOf({ actor, sessionId }: Pick<App.Locals, 'actor' | 'sessionId'>): Door {
  return { sql: db(), actor, ...(sessionId !== null && { sessionId }) }
}
