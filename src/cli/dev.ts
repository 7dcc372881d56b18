import type { Server } from 'node:http'
import { type Config, readConfig } from '../lib/server/config.ts'
import { openDatabase } from '../lib/server/db/open.ts'
import { directDb } from '../lib/server/db/pool.ts'
import { startJobs } from '../lib/server/jobs/queue.ts'
import { attachLive } from '../lib/server/live/attach.ts'
import { orRefuse } from '../lib/server/refusal.ts'
import type { ServeOptions } from '../lib/server/serve.ts'
import { stopOnSignal } from '../lib/server/stopping.ts'
import { demoDatabase } from './demo-database.ts'

// Vite starts its next server before it closes the last one: the database stays up for all of them.
let behind: Promise<void> | undefined

/**
 * Gives the development server what the production server has around its pages: database, jobs and live connection.
 * In mode 'demo' that is the sample's database.
 */
export async function attachDevelopment(server: Server, mode: string): Promise<void> {
  await orRefuse(async () => {
    const config = readConfig(process.env)
    behind ??= startBehind(config, mode)
    await behind
    const live = attachLive(server, { sql: directDb(), config })
    server.once('close', () => void live.close())
  })
}

async function startBehind(config: Config, mode: string): Promise<void> {
  const isDemo = mode === 'demo'
  const which: ServeOptions = isDemo ? await demoDatabase(config) : {}
  const database = await openDatabase(isDemo ? { ...config, databaseUrl: null } : config, which)
  await which.prepare?.(directDb())
  const jobs = await startJobs({ sql: directDb(), url: database.url })
  stopOnSignal(async () => {
    await jobs.stop()
    await database.close()
  })
}
