import type { Unit } from '../../domain/unit.ts'
import type { Sql, Tx } from '../db/pool.ts'

/** Paths of those units that exist, by id. */
export async function pathsOf(tx: Sql | Tx, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await tx<{ id: number; path: string }[]>`
    select id, path from unit where id = any(${[...ids]})`
  return new Map(rows.map(({ id, path }) => [id, path]))
}

/** The unit at `path`, those below it and those above it, from the top down. */
export function around(tx: Sql | Tx, path: string): Promise<Unit[]> {
  return tx<Unit[]>`
    select id, code, name, short_name, kind, parent_id, path, member_count from unit
    where (path <@ ${path}::ltree or path @> ${path}::ltree) and valid_to is null
    order by path`
}

export function some(tx: Sql | Tx, ids: readonly number[]): Promise<Unit[]> {
  return tx<Unit[]>`
    select id, code, name, short_name, kind, parent_id, path, member_count from unit
    where id = any(${[...ids]}) order by path`
}
