import type { Grant } from '../../domain/person.ts'
import type { Instant } from '../../domain/time.ts'
import type { Sql, Tx } from '../db/pool.ts'

export function of(sql: Sql | Tx, personId: number): Promise<Grant[]> {
  return sql<Grant[]>`
    select g.role, g.unit_id, u.path as unit_path from role_grant g join unit u on u.id = g.unit_id
    where g.person_id = ${personId} order by u.path, g.role`
}

/** Administrators who can sign in, with the units they keep. */
export function admins(tx: Tx): Promise<{ personId: number; unitPath: string }[]> {
  return tx<{ personId: number; unitPath: string }[]>`
    select g.person_id, u.path as unit_path
    from role_grant g join unit u on u.id = g.unit_id join person p on p.id = g.person_id
    where g.role = 'admin' and p.disabled_at is null and p.password_hash is not null`
}

/** Gives whether the role is new to the person. */
export async function insert(
  tx: Tx,
  grant: {
    personId: number
    unitId: number
    role: Grant['role']
    grantedBy: number | null
    grantedAt: Instant
  },
): Promise<boolean> {
  const rows = await tx`insert into role_grant ${tx(grant)} on conflict do nothing returning 1`
  return rows.length > 0
}

export async function remove(
  tx: Tx,
  { personId, unitId, role }: { personId: number; unitId: number; role: Grant['role'] },
): Promise<boolean> {
  const rows = await tx`
    delete from role_grant where person_id = ${personId} and unit_id = ${unitId} and role = ${role} returning 1`
  return rows.length > 0
}

/** Roles held in a unit go on in another; gives whose they were. */
export async function moveAll(tx: Tx, from: number, to: number): Promise<number[]> {
  const rows = await tx<{ personId: number }[]>`
    with taken as (
      delete from role_grant where unit_id = ${from} returning person_id, role, granted_at, granted_by
    ), given as (
      insert into role_grant (person_id, unit_id, role, granted_at, granted_by)
      select person_id, ${to}::bigint, role, granted_at, granted_by from taken
      on conflict do nothing
    )
    select distinct person_id from taken order by person_id`
  return rows.map(({ personId }) => personId)
}
