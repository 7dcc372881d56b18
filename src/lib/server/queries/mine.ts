import type { Actor } from '../../domain/person.ts'
import type { Unit } from '../../domain/unit.ts'
import type { Sql } from '../db/pool.ts'

/** Units for which somebody may create a campaign (rule: mayCoordinate), from the top down. */
export async function coordinatedUnits(
  sql: Sql,
  actor: Actor | null,
): Promise<Pick<Unit, 'id' | 'name' | 'path' | 'kind'>[]> {
  const paths = (actor?.grants ?? [])
    .filter(({ role }) => role === 'coordinator')
    .map(({ unitPath }) => unitPath)
  if (paths.length === 0) return []
  return sql<Pick<Unit, 'id' | 'name' | 'path' | 'kind'>[]>`
    select id, name, path, kind from unit
    where path <@ any(${paths}::ltree[]) and valid_to is null
    order by nlevel(path), id
    limit 500`
}
