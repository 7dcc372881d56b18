import type { Actor } from '../../domain/person.ts'
import type { Directory, OfficerCampaigns } from '../../protocol/answers.ts'
import type { Sql } from '../db/pool.ts'
import { workSnapshot } from './board.ts'
import { directoryOf, orgHead } from './directory.ts'

/** Of campaigns without work for them now an officer is shown so many, the newest: what was done there lately. */
const mostWithoutWork = 8

/** The open campaigns in which somebody's units may be given work: all those with work to do, then the newest others. */
export async function officerCampaigns(sql: Sql, actor: Actor | null): Promise<OfficerCampaigns> {
  const seq = await orgHead(sql)
  const own = (actor?.grants ?? []).filter(({ role }) => role === 'staff')
  if (own.length === 0) return { campaigns: [], others: [], seq }
  const unitIds = new Set(own.map(({ unitId }) => unitId))
  const found = await sql<{ id: number; ownerPath: string; seq: number; isShown: boolean }[]>`
    select id, owner_path, seq, has_work or place <= ${mostWithoutWork} as is_shown from (
      select c.id, u.path as owner_path, s.head as seq, w.has_work,
        row_number() over (partition by w.has_work order by c.starts_on desc, c.id desc) as place
      from campaign c join unit u on u.id = c.unit_id join stream s on s.id = 'campaign:' || c.id
      cross join lateral (
        select exists (
          select 1 from assignment a
          where a.campaign_id = c.id and a.unit_id = any(${[...unitIds]})
            and a.state in ('assigned', 'accepted', 'returned')) as has_work
      ) w
      where u.path @> any(${own.map(({ unitPath }) => unitPath)}::ltree[])
        and c.opened_at is not null and c.closed_at is null
    ) open_campaign
    order by has_work desc, place`
  const shown = found.filter(({ isShown }) => isShown)
  const campaigns = await Promise.all(
    shown.map(async ({ id, ownerPath }) => {
      const [snapshot, directory] = await Promise.all([
        workSnapshot(sql, id, [...unitIds]),
        directoryOf(sql, ownerPath),
      ])
      return { snapshot, directory: forOfficer(directory, unitIds) }
    }),
  )
  const others = found.filter(({ isShown }) => !isShown).map(({ id, seq }) => ({ campaignId: id, seq }))
  return { campaigns, others, seq }
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
