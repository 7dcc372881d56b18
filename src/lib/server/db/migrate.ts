import { readdir } from 'node:fs/promises'
import { runner } from 'node-pg-migrate'
import type { Sql } from './pool.ts'

/** Beside package.json, which is where every npm script starts. */
const folder = 'migrations'
const table = 'migration'

/**
 * Runs the migrations this database has not seen yet, all of them or none, and answers their names.
 * Two servers starting at once take turns; a database that is ahead of this program is refused.
 */
export async function migrate(url: string): Promise<string[]> {
  const done = await runner({
    databaseUrl: url,
    dir: folder,
    direction: 'up',
    migrationsTable: table,
    advisoryLockMode: 'wait',
    checkOrder: true,
    log: () => undefined,
  })
  return done.map(({ name }) => name)
}

/** Names of migrations that came with this program and are not in the database. */
export async function missingMigrations(sql: Sql): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql'))
  const rows = await sql<{ name: string }[]>`select name from ${sql(table)}`
  const seen = new Set(rows.map(({ name }) => name))
  return files.map((file) => file.replace(/\.sql$/, '')).filter((name) => !seen.has(name))
}
