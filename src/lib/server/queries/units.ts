import type { Sql } from '../db/pool.ts'

/** Whose board this is: the name of the one unit at the top; null when there is none, or several. */
export async function topUnitName(sql: Sql): Promise<string | null> {
  const rows = await sql<{ name: string }[]>`
    select name from unit where parent_id is null and valid_to is null limit 2`
  return rows.length === 1 ? (rows[0]?.name ?? null) : null
}
