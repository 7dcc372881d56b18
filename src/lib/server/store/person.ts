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

export async function insert(tx: Tx, row: { login: string; name: string }): Promise<number> {
  const [made] = await tx<{ id: number }[]>`insert into person ${tx(row)} returning id`
  if (!made) throw new Error('an insert gives its row')
  return made.id
}

export async function rename(tx: Tx, id: number, name: string): Promise<void> {
  await tx`update person set name = ${name} where id = ${id}`
}

export async function setPassword(tx: Tx, id: number, passwordHash: string): Promise<void> {
  await tx`update person set password_hash = ${passwordHash} where id = ${id}`
}

/** Null lets them sign in again. */
export async function setDisabled(tx: Tx, id: number, at: Instant | null): Promise<void> {
  await tx`update person set disabled_at = ${at} where id = ${id}`
}
