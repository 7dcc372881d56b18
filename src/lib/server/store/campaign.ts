import type { Campaign, CampaignPlan, Directive } from '../../domain/campaign.ts'
import type { Instant } from '../../domain/time.ts'
import type { Sql, Tx } from '../db/pool.ts'

/** The campaign and the path of the unit that owns it. */
export async function one(
  tx: Sql | Tx,
  id: number,
): Promise<{ campaign: Campaign; ownerPath: string } | null> {
  const [row] = await tx<(Campaign & { ownerPath: string })[]>`
    select c.id, c.unit_id, c.kind, c.name, c.starts_on, c.ends_on, c.peak_days, c.time_zone,
      c.post_target, c.opened_at, c.closed_at, u.path as owner_path
    from campaign c join unit u on u.id = c.unit_id
    where c.id = ${id}`
  if (!row) return null
  const { ownerPath, ...campaign } = row
  return { campaign, ownerPath }
}

export async function insert(
  tx: Tx,
  plan: CampaignPlan & { unitId: number; createdAt: Instant },
): Promise<number> {
  const { unitId, kind, name, startsOn, endsOn, peakDays, postTarget, createdAt } = plan
  const [row] = await tx<{ id: number }[]>`
    insert into campaign (unit_id, kind, name, starts_on, ends_on, peak_days, post_target, created_at)
    values (${unitId}, ${kind}, ${name}, ${startsOn}, ${endsOn}, ${peakDays}::date[], ${postTarget}, ${createdAt})
    returning id`
  return idOf(row)
}

export async function change(tx: Tx, id: number, plan: CampaignPlan): Promise<void> {
  const { kind, name, startsOn, endsOn, peakDays, postTarget } = plan
  await tx`
    update campaign set kind = ${kind}, name = ${name}, starts_on = ${startsOn}, ends_on = ${endsOn},
      peak_days = ${peakDays}::date[], post_target = ${postTarget}
    where id = ${id}`
}

export async function open(tx: Tx, id: number, at: Instant): Promise<void> {
  await tx`update campaign set opened_at = ${at} where id = ${id}`
}

export async function close(tx: Tx, id: number, at: Instant): Promise<void> {
  await tx`update campaign set closed_at = ${at} where id = ${id}`
}

export async function insertDirective(
  tx: Tx,
  campaignId: number,
  directive: Omit<Directive, 'id'>,
): Promise<Directive> {
  const { symbol, issuedOn, issuer, summary, link } = directive
  const [row] = await tx<{ id: number }[]>`
    insert into directive (campaign_id, symbol, issued_on, issuer, summary, link)
    values (${campaignId}, ${symbol}, ${issuedOn}, ${issuer}, ${summary}, ${link})
    returning id`
  return { id: idOf(row), symbol, issuedOn, issuer, summary, link }
}

export async function removeDirective(
  tx: Tx,
  { campaignId, directiveId }: { campaignId: number; directiveId: number },
): Promise<boolean> {
  const gone = await tx`delete from directive where id = ${directiveId} and campaign_id = ${campaignId}`
  return gone.count === 1
}

export function directivesOf(tx: Sql | Tx, campaignId: number): Promise<Directive[]> {
  return tx<Directive[]>`
    select id, symbol, issued_on, issuer, summary, link from directive
    where campaign_id = ${campaignId} order by id`
}

/** The id an insert returned; an insert that returned none is a bug. */
export function idOf(row: { id: number } | undefined): number {
  if (!row) throw new Error('an insert returned no row')
  return row.id
}
