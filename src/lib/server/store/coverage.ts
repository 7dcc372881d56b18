import type { CampaignEvent, Coverage } from '../../domain/coverage.ts'
import type { Sql, Tx } from '../db/pool.ts'
import { idOf } from './campaign.ts'

export function eventsOf(tx: Sql | Tx, campaignId: number): Promise<CampaignEvent[]> {
  return tx<CampaignEvent[]>`
    select id, name, place, starts_at, ends_at, host_unit_id from event
    where campaign_id = ${campaignId} order by id`
}

export function coveragesOf(tx: Sql | Tx, campaignId: number): Promise<Coverage[]> {
  return tx<Coverage[]>`
    select id, event_id, title, content_type, channel_kind, due_at from coverage
    where campaign_id = ${campaignId} order by id`
}

export async function coverage(tx: Sql | Tx, campaignId: number, id: number): Promise<Coverage | null> {
  const [row] = await tx<Coverage[]>`
    select id, event_id, title, content_type, channel_kind, due_at from coverage
    where campaign_id = ${campaignId} and id = ${id}`
  return row ?? null
}

export async function hasEvent(tx: Tx, campaignId: number, id: number): Promise<boolean> {
  const rows = await tx`select 1 from event where campaign_id = ${campaignId} and id = ${id}`
  return rows.length === 1
}

export async function insertEvent(
  tx: Tx,
  campaignId: number,
  event: Omit<CampaignEvent, 'id'>,
): Promise<CampaignEvent> {
  const { name, place, startsAt, endsAt, hostUnitId } = event
  const [row] = await tx<{ id: number }[]>`
    insert into event (campaign_id, name, place, starts_at, ends_at, host_unit_id)
    values (${campaignId}, ${name}, ${place}, ${startsAt}, ${endsAt}, ${hostUnitId})
    returning id`
  return { id: idOf(row), name, place, startsAt, endsAt, hostUnitId }
}

export async function changeEvent(tx: Tx, event: CampaignEvent): Promise<void> {
  const { id, name, place, startsAt, endsAt, hostUnitId } = event
  await tx`
    update event set name = ${name}, place = ${place}, starts_at = ${startsAt}, ends_at = ${endsAt},
      host_unit_id = ${hostUnitId}
    where id = ${id}`
}

export async function removeEvent(tx: Tx, id: number): Promise<void> {
  await tx`delete from event where id = ${id}`
}

export async function eventHasCoverage(tx: Tx, id: number): Promise<boolean> {
  const rows = await tx`select 1 from coverage where event_id = ${id} limit 1`
  return rows.length > 0
}

export async function insertCoverage(
  tx: Tx,
  campaignId: number,
  coverage: Omit<Coverage, 'id'>,
): Promise<Coverage> {
  const { eventId, title, contentType, channelKind, dueAt } = coverage
  const [row] = await tx<{ id: number }[]>`
    insert into coverage (campaign_id, event_id, title, content_type, channel_kind, due_at)
    values (${campaignId}, ${eventId}, ${title}, ${contentType}, ${channelKind}, ${dueAt})
    returning id`
  return { id: idOf(row), eventId, title, contentType, channelKind, dueAt }
}

export async function changeCoverage(tx: Tx, coverage: Coverage): Promise<void> {
  const { id, eventId, title, contentType, channelKind, dueAt } = coverage
  await tx`
    update coverage set event_id = ${eventId}, title = ${title}, content_type = ${contentType},
      channel_kind = ${channelKind}, due_at = ${dueAt}
    where id = ${id}`
}

export async function removeCoverage(tx: Tx, id: number): Promise<void> {
  await tx`delete from coverage where id = ${id}`
}

export async function coverageHasAssignments(tx: Tx, id: number): Promise<boolean> {
  const rows = await tx`select 1 from assignment where coverage_id = ${id} limit 1`
  return rows.length > 0
}
