import type { Server } from 'node:http'
import { readConfig } from '../lib/server/config.ts'
import { openDatabase, type Opened } from '../lib/server/db/open.ts'
import { db } from '../lib/server/db/pool.ts'
import { attachLive } from '../lib/server/live/attach.ts'
import { orRefuse } from '../lib/server/refusal.ts'

// Vite starts its next server before it closes the last one: the database stays up for all of them.
let opened: Promise<Opened> | undefined

/** Gives the development server what the production server has around its pages: database and live connection. */
export async function attachDevelopment(server: Server): Promise<void> {
  await orRefuse(async () => {
    const config = readConfig(process.env)
    opened ??= openDatabase(config).then(closedOnSignal)
    await opened
    const live = attachLive(server, { sql: db(), config })
    server.once('close', () => void live.close())
  })
}

function closedOnSignal(database: Opened): Opened {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.prependOnceListener(signal, () => void database.close().finally(() => process.exit(0)))
  }
  return database
}
