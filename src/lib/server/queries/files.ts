import { DomainError } from '../../domain/error.ts'
import { maySeeCampaign, mayWorkFor } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import type { Sql } from '../db/pool.ts'
import * as campaigns from '../store/campaign.ts'
import * as files from '../store/file.ts'

/** The unit for whose assignment somebody uploads a photo. Throws not_found, not_allowed. */
export async function uploadFor(
  sql: Sql,
  actor: Actor,
  { campaignId, assignmentId }: { campaignId: number; assignmentId: number },
): Promise<number> {
  const found = await campaigns.one(sql, campaignId)
  if (!found || !maySeeCampaign(actor, found.ownerPath)) throw new DomainError('not_found')
  const [row] = await sql<{ unitId: number; path: string }[]>`
    select a.unit_id, u.path from assignment a join unit u on u.id = a.unit_id
    where a.id = ${assignmentId} and a.campaign_id = ${campaignId}`
  if (!row) throw new DomainError('not_found', { assignmentId })
  if (!mayWorkFor(actor, row.path)) throw new DomainError('not_allowed', { needs: 'staff' })
  return row.unitId
}

/** A photo for somebody who may see its campaign. Throws not_found. */
export async function fileFor(
  sql: Sql,
  actor: Actor | null,
  id: string,
): Promise<{ mime: string; bytes: Uint8Array }> {
  const file = await files.read(sql, id)
  const found = file && (await campaigns.one(sql, file.campaignId))
  if (!file || !found || !maySeeCampaign(actor, found.ownerPath)) throw new DomainError('not_found')
  return file
}
