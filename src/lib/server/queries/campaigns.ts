import type { Campaign } from '../../domain/campaign.ts'
import { DomainError } from '../../domain/error.ts'
import { maySeeCampaign } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import type { Sql } from '../db/pool.ts'

export type CampaignLine = Campaign & {
  ownerName: string
  ownerPath: string
  finished: number
  total: number
  posts: number
}

/** Campaigns somebody may see (rule: maySeeCampaign), the newest first, with how far they are. */
export async function campaignsFor(sql: Sql, actor: Actor | null): Promise<CampaignLine[]> {
  if (!actor) return []
  const paths = actor.grants.map(({ unitPath }) => unitPath)
  return sql<CampaignLine[]>`
    select c.id, c.unit_id, c.kind, c.name, c.starts_on, c.ends_on, c.peak_days, c.time_zone,
      c.post_target, c.opened_at, c.closed_at, u.name as owner_name, u.path as owner_path,
      (select count(*) from assignment a
        where a.campaign_id = c.id and a.state in ('done', 'verified')) as finished,
      (select count(*) from assignment a where a.campaign_id = c.id and a.state <> 'cancelled') as total,
      (select coalesce(sum(posts), 0)::bigint from tally t where t.campaign_id = c.id) as posts
    from campaign c join unit u on u.id = c.unit_id
    where u.path <@ any(${paths}::ltree[]) or u.path @> any(${paths}::ltree[])
    order by c.starts_on desc, c.id desc`
}

/** In whose hours a campaign's plan is written. Throws not_found when they may not see the campaign. */
export async function timeZoneOf(sql: Sql, actor: Actor | null, campaignId: number): Promise<string> {
  const [row] = await sql<{ timeZone: string; ownerPath: string }[]>`
    select c.time_zone, u.path as owner_path
    from campaign c join unit u on u.id = c.unit_id where c.id = ${campaignId}`
  if (!row || !maySeeCampaign(actor, row.ownerPath)) throw new DomainError('not_found')
  return row.timeZone
}
