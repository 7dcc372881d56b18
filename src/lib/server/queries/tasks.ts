import type { Actor } from '../../domain/person.ts'
import type { Directory, OfficerCampaigns } from '../../protocol/answers.ts'
import type { Sql } from '../db/pool.ts'
import { workSnapshot } from './board.ts'
import { directoryOf, orgHead } from './directory.ts'

/** An officer works in one or two campaigns at a time; more are found on their own pages. */
const mostCampaigns = 8

/** The open campaigns in which somebody's units may be given work: those with work to do first, then the newest. */
export async function officerCampaigns(sql: Sql, actor: Actor | null): Promise<OfficerCampaigns> {
  const seq = await orgHead(sql)
  const own = (actor?.grants ?? []).filter(({ role }) => role === 'staff')
  if (own.length === 0) return { campaigns: [], seq }
  const unitIds = new Set(own.map(({ unitId }) => unitId))
  const found = await sql<{ id: number; ownerPath: string }[]>`
    select c.id, u.path as owner_path
    from campaign c join unit u on u.id = c.unit_id
    where u.path @> any(${own.map(({ unitPath }) => unitPath)}::ltree[])
      and c.opened_at is not null and c.closed_at is null
    order by exists (
        select 1 from assignment a
        where a.campaign_id = c.id and a.unit_id = any(${[...unitIds]})
          and a.state in ('assigned', 'accepted', 'returned')) desc,
      c.starts_on desc, c.id desc
    limit ${mostCampaigns}`
  const campaigns = await Promise.all(
    found.map(async ({ id, ownerPath }) => {
      const [snapshot, directory] = await Promise.all([
        workSnapshot(sql, id, [...unitIds]),
        directoryOf(sql, ownerPath),
      ])
      return { snapshot, directory: forOfficer(directory, unitIds) }
    }),
  )
  return { campaigns, seq }
}

/**
 * Leaves out the names of the province's many grassroots unions and their channels, as workSnapshot leaves out others'
 * work, for weak signal. Entries that come later are folded into it as into the whole board.
 */
function forOfficer({ units, channels, ...rest }: Directory, unitIds: ReadonlySet<number>): Directory {
  return {
    ...rest,
    units: units.filter(({ id, kind }) => unitIds.has(id) || kind !== 'grassroots_union'),
    channels: channels.filter(({ unitId }) => unitIds.has(unitId)),
  }
}
