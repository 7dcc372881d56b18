import type { Instant } from '../../domain/time.ts'
import type { Me } from '../../domain/person.ts'
import type { Sql, Tx } from '../db/pool.ts'

export type SessionRow = { id: string; personId: number; expiresAt: Instant; userAgent: string }

/** Sessions are known here by the hash of their id only. */
export async function insert(sql: Sql | Tx, row: SessionRow): Promise<void> {
  await sql`insert into session ${sql(row)}`
}

export type SessionOfPerson = SessionRow & { person: Me }

/** Sessions by id, with whose they are and all their grants; none of a person who may not sign in. */
export async function withPeople(
  sql: Sql | Tx,
  ids: readonly string[],
): Promise<Map<string, SessionOfPerson>> {
  const rows = await sql<SessionOfPerson[]>`
    select s.id, s.person_id, s.expires_at, s.user_agent,
      jsonb_build_object('id', p.id, 'name', p.name, 'login', p.login, 'grants', coalesce((
        select jsonb_agg(jsonb_build_object(
          'role', g.role, 'unitId', g.unit_id, 'unitPath', u.path::text, 'unitName', u.name
        ) order by u.path, g.role)
        from role_grant g join unit u on u.id = g.unit_id where g.person_id = p.id
      ), '[]')) as person
    from session s join person p on p.id = s.person_id
    where s.id = any(${[...ids]}) and p.disabled_at is null`
  return new Map(rows.map((row) => [row.id, row]))
}

export async function extend(sql: Sql | Tx, id: string, expiresAt: Instant): Promise<void> {
  await sql`update session set expires_at = ${expiresAt} where id = ${id}`
}

export async function remove(sql: Sql | Tx, id: string): Promise<void> {
  await sql`delete from session where id = ${id}`
}

/** Removes one session of a person; gives whether they had it. */
export async function removeOneOf(sql: Sql | Tx, personId: number, id: string): Promise<boolean> {
  const rows = await sql`delete from session where id = ${id} and person_id = ${personId} returning 1`
  return rows.length > 0
}

/** Removes a person's sessions, all but the one to keep. Gives the removed ids. */
export async function removeAllOf(
  sql: Sql | Tx,
  personId: number,
  { except = null }: { except?: string | null } = {},
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    delete from session where person_id = ${personId} and id is distinct from ${except} returning id`
  return rows.map(({ id }) => id)
}

export async function removeExpired(sql: Sql | Tx, now: Instant): Promise<void> {
  await sql`delete from session where expires_at < ${now}`
}

export function listOf(sql: Sql | Tx, personId: number): Promise<(SessionRow & { createdAt: Instant })[]> {
  return sql<(SessionRow & { createdAt: Instant })[]>`
    select id, person_id, expires_at, user_agent, created_at from session
    where person_id = ${personId} and expires_at > now() order by created_at desc`
}
