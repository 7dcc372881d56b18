import { missingMigrations } from '../db/migrations.ts'
import type { Sql } from '../db/pool.ts'

export type Readiness = { database: boolean; migrations: boolean; listener: boolean }

/** How long the database may take, in milliseconds, before a load balancer should look elsewhere. */
const patience = 2000

/** Whether this node can serve people now: what a load balancer asks before it sends anybody here. */
export async function readiness(sql: Sql): Promise<Readiness> {
  const missing = await Promise.race([missingMigrations(sql), afterPatience()]).catch(() => null)
  return {
    database: missing !== null,
    migrations: missing !== null && missing.length === 0,
    listener: isListening(),
  }
}

function afterPatience(): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, patience, null).unref())
}

// The pages and the live connection are loaded apart and share no module, but they share the process.
const key = Symbol.for('cao-diem.isListening')
const shared = globalThis as { [key]?: () => boolean }

/** Says how to find out whether the live connection of this process hears of changes. */
export function announceListener(isListening: () => boolean): void {
  shared[key] = isListening
}

function isListening(): boolean {
  return shared[key]?.() ?? false
}
