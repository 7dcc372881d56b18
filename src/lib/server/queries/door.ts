import { DomainError } from '../../domain/error.ts'
import { maySeeCampaign } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import type { Sql } from '../db/pool.ts'

/** The path of the unit that owns a campaign; null when there is none. */
export async function ownerPathOf(sql: Sql, campaignId: number): Promise<string | null> {
  const [row] = await sql<{ path: string }[]>`
    select u.path from campaign c join unit u on u.id = c.unit_id where c.id = ${campaignId}`
  return row?.path ?? null
}

/** The same for somebody who may see the campaign. Throws not_found for everybody else. */
export async function ownerPathFor(sql: Sql, actor: Actor | null, campaignId: number): Promise<string> {
  const ownerPath = await ownerPathOf(sql, campaignId)
  if (ownerPath === null || !maySeeCampaign(actor, ownerPath)) throw new DomainError('not_found')
  return ownerPath
}

/** Names of units by id, those that exist. */
export function unitNames(
  sql: Sql,
  ids: readonly number[],
): Promise<{ id: number; name: string; shortName: string }[]> {
  return sql<{ id: number; name: string; shortName: string }[]>`
    select id, name, short_name from unit where id = any(${[...ids]})`
}
