import type { Channel } from '../../domain/channel.ts'
import type { Directory } from '../../protocol/answers.ts'
import type { Actor } from '../../domain/person.ts'
import type { Sql } from '../db/pool.ts'
import { headOf } from '../journal/journal.ts'
import * as units from '../store/unit.ts'
import { ownerPathFor } from './door.ts'

/** The directory of a campaign; not_found when they may not see it. */
export async function directoryFor(sql: Sql, actor: Actor | null, campaignId: number): Promise<Directory> {
  return directoryOf(sql, await ownerPathFor(sql, actor, campaignId))
}

/** The units around a campaign's owner with their channels, and people who hold a role in any of them. */
export async function directoryOf(sql: Sql, ownerPath: string): Promise<Directory> {
  const seq = await orgHead(sql)
  const [unitRows, channels, people] = await Promise.all([
    units.around(sql, ownerPath),
    sql<Channel[]>`
      select c.id, c.unit_id, c.kind, c.name, c.address from channel c join unit u on u.id = c.unit_id
      where c.retired_at is null and (u.path <@ ${ownerPath}::ltree or u.path @> ${ownerPath}::ltree)
      order by c.id`,
    sql<{ id: number; name: string }[]>`
      select p.id, p.name from person p
      where exists (
        select 1 from role_grant g join unit u on u.id = g.unit_id
        where g.person_id = p.id and (u.path <@ ${ownerPath}::ltree or u.path @> ${ownerPath}::ltree))
      order by p.id`,
  ])
  return { seq, units: unitRows, channels, people }
}

/** Where the stream `org` stands: asked before what follows it is read, so that nothing is missed between the two. */
export async function orgHead(sql: Sql): Promise<number> {
  return (await headOf(sql, 'org')) ?? 0
}
