import { runner } from 'node-pg-migrate'
import { folder, table } from './migrations.ts'

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
