import { DomainError } from '../../domain/error.ts'
import { maySeeCampaign, mayWorkFor } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import type { Sql } from '../db/pool.ts'
import { cleanPicture } from '../ingest/picture.ts'
import * as campaigns from '../store/campaign.ts'
import * as files from '../store/file.ts'

type Upload = { id: string; campaignId: number; assignmentId: number; file: File }

/**
 * Keeps a photo for an assignment, sent again under the same id only once. It is no change on the board: it
 * becomes evidence when markDone names it. Throws not_found, not_allowed, file_too_large, file_not_a_picture.
 */
export async function keepPhoto(
  sql: Sql,
  actor: Actor,
  { id, campaignId, assignmentId, file }: Upload,
): Promise<{ id: string; width: number; height: number }> {
  const unitId = await unitOf(sql, actor, { campaignId, assignmentId })
  const picture = await cleanPicture(new Uint8Array(await file.arrayBuffer()))
  await files.insert(sql, { id, campaignId, unitId, byPerson: actor.personId, at: Date.now(), ...picture })
  return { id, width: picture.width, height: picture.height }
}

async function unitOf(
  sql: Sql,
  actor: Actor,
  { campaignId, assignmentId }: { campaignId: number; assignmentId: number },
): Promise<number> {
  const found = await campaigns.one(sql, campaignId)
  if (!found || !maySeeCampaign(actor, found.ownerPath)) throw new DomainError('not_found')
  const assigned = await files.unitOfAssignment(sql, { campaignId, assignmentId })
  if (!assigned) throw new DomainError('not_found', { assignmentId })
  if (!mayWorkFor(actor, assigned.path)) throw new DomainError('not_allowed', { needs: 'staff' })
  return assigned.unitId
}
