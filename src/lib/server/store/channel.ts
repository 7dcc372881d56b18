import type { Channel } from '../../domain/channel.ts'
import type { ChannelKind } from '../../domain/channel.ts'
import type { Instant } from '../../domain/time.ts'
import type { Sql, Tx } from '../db/pool.ts'

export type ChannelRow = Channel & { addressKey: string | null; retiredAt: Instant | null; unitPath: string }

export async function one(sql: Sql | Tx, id: number): Promise<ChannelRow | null> {
  const [row] = await sql<ChannelRow[]>`
    select c.id, c.unit_id, c.kind, c.name, c.address, c.address_key, c.retired_at, u.path as unit_path
    from channel c join unit u on u.id = c.unit_id where c.id = ${id}`
  return row ?? null
}

/** The channel in use that has this address, and its unit's name; null when it is free. */
export async function holderOf(tx: Tx, addressKey: string): Promise<{ id: number; unitName: string } | null> {
  const [row] = await tx<{ id: number; unitName: string }[]>`
    select c.id, u.name as unit_name from channel c join unit u on u.id = c.unit_id
    where c.address_key = ${addressKey} and c.retired_at is null`
  return row ?? null
}

type Facts = Omit<Channel, 'id'> & { addressKey: string | null }

export async function insert(tx: Tx, facts: Facts): Promise<number> {
  const [row] = await tx<{ id: number }[]>`insert into channel ${tx(facts)} returning id`
  if (!row) throw new Error('an insert gives its row')
  return row.id
}

export async function change(tx: Tx, id: number, facts: Facts): Promise<void> {
  await tx`update channel set ${tx(facts)} where id = ${id}`
}

/** Its posts keep it; links are no longer recognised by it. */
export async function retire(tx: Tx, id: number, at: Instant): Promise<void> {
  await tx`update channel set retired_at = ${at} where id = ${id} and retired_at is null`
}

/** Channels in use of a unit become another's; gives their ids. */
export async function moveAll(tx: Tx, from: number, to: number): Promise<number[]> {
  const rows = await tx<{ id: number }[]>`
    update channel set unit_id = ${to} where unit_id = ${from} and retired_at is null returning id`
  return rows.map(({ id }) => id)
}

/** Every channel in use of a unit that ends; gives their ids. */
export async function retireAll(tx: Tx, unitId: number, at: Instant): Promise<number[]> {
  const rows = await tx<{ id: number }[]>`
    update channel set retired_at = ${at} where unit_id = ${unitId} and retired_at is null returning id`
  return rows.map(({ id }) => id)
}

export type ChannelPlace = {
  id: number
  unitId: number
  kind: ChannelKind
  name: string
  addressKey: string | null
}

/** Channels in use of a unit and those below it. */
export function within(tx: Sql | Tx, ownerPath: string): Promise<ChannelPlace[]> {
  return tx<ChannelPlace[]>`
    select c.id, c.unit_id, c.kind, c.name, c.address_key from channel c join unit u on u.id = c.unit_id
    where c.retired_at is null and u.path <@ ${ownerPath}::ltree order by c.id`
}

/** Those in use of a unit and those below it among the ids. */
export function inUse(tx: Sql | Tx, ownerPath: string, ids: readonly number[]): Promise<ChannelPlace[]> {
  return tx<ChannelPlace[]>`
    select c.id, c.unit_id, c.kind, c.name, c.address_key from channel c join unit u on u.id = c.unit_id
    where c.id = any(${[...ids]}) and c.retired_at is null and u.path <@ ${ownerPath}::ltree`
}
