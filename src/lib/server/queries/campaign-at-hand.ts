import type { Actor } from '../../domain/person.ts'
import type { Sql } from '../db/pool.ts'

/** The campaign that somebody most likely wants: an open one before others, then the newest; null when they see none. */
export async function campaignAtHand(sql: Sql, actor: Actor | null): Promise<number | null> {
  if (!actor) return null
  const paths = actor.grants.map(({ unitPath }) => unitPath)
  const [found] = await sql<{ id: number }[]>`
    select c.id
    from campaign c join unit u on u.id = c.unit_id
    where u.path <@ any(${paths}::ltree[]) or u.path @> any(${paths}::ltree[])
    order by (c.opened_at is not null and c.closed_at is null) desc, c.starts_on desc, c.id desc
    limit 1`
  return found?.id ?? null
}
