import type postgres from 'postgres'
import type { Sql, Tx } from '../db/pool.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/**
 * Rows as arrays of their values in one JSON text: PostgreSQL writes thousands of them in a fraction of the time that
 * it takes to read as many rows value by value. Instants are epoch milliseconds, as everywhere.
 */
export async function rowsAsText(
  tx: Sql | Tx,
  { values, rows }: { values: Fragment; rows: Fragment },
): Promise<string> {
  const [row] = await tx<{ rows: string | null }[]>`
    select json_agg(json_build_array(${values}))::text as rows from (${rows}) as ordered`
  return row?.rows ?? '[]'
}

/** Columns for rowsAsText. */
export function valuesOf(tx: Sql | Tx, columns: readonly string[], instants: readonly string[]): Fragment {
  return columns
    .map((name) =>
      instants.includes(name) ? tx`floor(date_part('epoch', ${tx(name)}) * 1000)::bigint` : tx`${tx(name)}`,
    )
    .reduce((all, one) => tx`${all}, ${one}`)
}
