import { readdir } from 'node:fs/promises'
import type { Sql } from './pool.ts'

/** Beside package.json, which is where every npm script starts. */
export const folder = 'migrations'
export const table = 'migration'

/** Names of migrations that came with this program and are not in the database. */
export async function missingMigrations(sql: Sql): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql'))
  const rows = await sql<{ name: string }[]>`select name from ${sql(table)}`
  const seen = new Set(rows.map(({ name }) => name))
  return files.map((file) => file.replace(/\.sql$/, '')).filter((name) => !seen.has(name))
}
