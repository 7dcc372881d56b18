import type { Instant } from '../../domain/time.ts'
import type { Sql, Tx } from '../db/pool.ts'

export type PersonRow = {
  id: number
  login: string
  name: string
  passwordHash: string | null
  disabledAt: Instant | null
}

export async function byLogin(sql: Sql | Tx, login: string): Promise<PersonRow | null> {
  const [row] = await sql<PersonRow[]>`
    select id, login, name, password_hash, disabled_at from person where login = ${login}`
  return row ?? null
}

export async function byId(sql: Sql | Tx, id: number): Promise<PersonRow | null> {
  const [row] = await sql<PersonRow[]>`
    select id, login, name, password_hash, disabled_at from person where id = ${id}`
  return row ?? null
}
