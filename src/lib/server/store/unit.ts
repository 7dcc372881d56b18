import type { Day } from '../../domain/time.ts'
import type { Unit } from '../../domain/unit.ts'
import type { StandingUnit } from '../../domain/units-plan.ts'
import type { Sql, Tx } from '../db/pool.ts'

/** Paths of those units that exist, by id. */
export async function pathsOf(tx: Sql | Tx, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await tx<{ id: number; path: string }[]>`
    select id, path from unit where id = any(${[...ids]})`
  return new Map(rows.map(({ id, path }) => [id, path]))
}

/** The same of those in use, which neither end nor move before the transaction is over. */
export async function pathsInUse(tx: Tx, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await tx<{ id: number; path: string }[]>`
    select id, path from unit where id = any(${[...ids]}) and valid_to is null order by id for share`
  return new Map(rows.map(({ id, path }) => [id, path]))
}

/** Waits for whoever gives the unit something to do; who comes after finds it as this transaction leaves it. */
export async function lockOne(tx: Tx, id: number): Promise<void> {
  await tx`select from unit where id = ${id} for no key update`
}

/** Paths of the units that have been given these assignments, by unit. */
export async function pathsOfAssigned(
  tx: Sql | Tx,
  assignmentIds: readonly number[],
): Promise<Map<number, string>> {
  const rows = await tx<{ id: number; path: string }[]>`
    select id, path from unit where id in (select unit_id from assignment where id = any(${[...assignmentIds]}))`
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

export type UnitRow = Unit & { validTo: Day | null; successorId: number | null }

export async function one(sql: Sql | Tx, id: number): Promise<UnitRow | null> {
  const [row] = await sql<UnitRow[]>`
    select id, code, name, short_name, kind, parent_id, path, member_count, valid_to, successor_id
    from unit where id = ${id}`
  return row ?? null
}

export async function idOfCode(sql: Sql | Tx, code: string): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`select id from unit where lower(code) = lower(${code})`
  return row?.id ?? null
}

type Facts = Pick<Unit, 'code' | 'name' | 'shortName' | 'kind' | 'memberCount'>

/** A new unit under another, or at the top of the tree. */
export async function insert(
  tx: Tx,
  { parent, ...facts }: Facts & { parent: Pick<Unit, 'id' | 'path'> | null },
): Promise<Pick<Unit, 'id' | 'path'>> {
  const [row] = await tx<{ id: number }[]>`select nextval(pg_get_serial_sequence('unit', 'id')) as id`
  if (!row) throw new Error('the sequence gives an id')
  const path = parent ? `${parent.path}.${row.id}` : String(row.id)
  await tx`insert into unit ${tx({ id: row.id, ...facts, parentId: parent?.id ?? null, path })}`
  return { id: row.id, path }
}

export async function change(tx: Tx, id: number, facts: Facts): Promise<void> {
  await tx`update unit set ${tx(facts)} where id = ${id}`
}

/** Puts a unit and all below it under another; gives the ids that moved. */
export async function move(
  tx: Tx,
  unit: Pick<Unit, 'id' | 'path'>,
  parent: Pick<Unit, 'id' | 'path'>,
): Promise<number[]> {
  const rows = await tx<{ id: number }[]>`
    update unit set
      path = ${parent.path}::ltree || subpath(path, nlevel(${unit.path}::ltree) - 1),
      parent_id = case when id = ${unit.id} then ${parent.id} else parent_id end
    where path <@ ${unit.path}::ltree returning id`
  return rows.map(({ id }) => id)
}

/** Ends a unit on a day; its figures stay where they are. */
export async function retire(
  tx: Tx,
  id: number,
  { on, successorId }: { on: Day; successorId: number | null },
): Promise<void> {
  await tx`update unit set valid_to = ${on}, successor_id = ${successorId} where id = ${id}`
}

/** Every unit there is or was, for rows of a file to be compared with. */
export function standing(sql: Sql | Tx): Promise<StandingUnit[]> {
  return sql<StandingUnit[]>`
    select u.id, u.code, u.name, u.short_name, u.kind, u.member_count, u.parent_id, u.path,
      p.code as parent_code, u.valid_to is not null as is_ended
    from unit u left join unit p on p.id = u.parent_id order by u.path`
}

/** Names another parent; paths are wrong until straightenPaths. */
export async function setParent(tx: Tx, id: number, parentId: number): Promise<void> {
  await tx`update unit set parent_id = ${parentId} where id = ${id}`
}

/** Makes every path say again what the parents say; gives the ids it changed. */
export async function straightenPaths(tx: Tx): Promise<number[]> {
  const rows = await tx<{ id: number }[]>`
    with recursive tree as (
      select id, id::text::ltree as path from unit where parent_id is null
      union all
      select unit.id, tree.path || unit.id::text::ltree from unit join tree on tree.id = unit.parent_id
    )
    update unit set path = tree.path from tree where tree.id = unit.id and tree.path <> unit.path
    returning unit.id`
  return rows.map(({ id }) => id)
}

/** Units in use directly below another. */
export function below(tx: Sql | Tx, id: number): Promise<Unit[]> {
  return tx<Unit[]>`
    select id, code, name, short_name, kind, parent_id, path, member_count from unit
    where parent_id = ${id} and valid_to is null order by id`
}

/** What keeps a unit from ending: units below it and work still open. */
export async function uses(tx: Tx, id: number): Promise<{ units: number; open: number }> {
  const [row] = await tx<{ units: number; open: number }[]>`
    select
      (select count(*) from unit where parent_id = ${id} and valid_to is null) as units,
      (select count(*) from assignment a join campaign c on c.id = a.campaign_id
        where a.unit_id = ${id} and a.state in ('assigned', 'accepted', 'returned')
          and c.closed_at is null) as open`
  return row ?? { units: 0, open: 0 }
}
