import { DomainError } from '../../domain/error.ts'
import { maySeeCampaign, mayWorkFor } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import type { Sql, Tx } from '../db/pool.ts'
import { cleanPicture } from '../ingest/picture.ts'
import * as campaigns from '../store/campaign.ts'
import * as files from '../store/file.ts'
import type { Door } from './frame.ts'
import { checkActor } from './still-open.ts'

type Upload = { id: string; campaignId: number; assignmentId: number; file: File }

/**
 * Keeps a photo for an assignment, sent again under the same id only once. It is no change on the board: it
 * becomes evidence when markDone names it. Throws not_signed_in, not_found, not_allowed, file_too_large,
 * file_not_a_picture.
 */
export async function keepPhoto(
  { sql, actor, sessionId }: Door,
  { id, file, ...work }: Upload,
): Promise<{ id: string; width: number; height: number }> {
  // A picture is work: not for whom it is refused anyway.
  await unitOf(sql, actor, work)
  const picture = await cleanPicture(new Uint8Array(await file.arrayBuffer()))
  await sql.begin(async (tx) => {
    const { personId } = await checkActor(tx, { actor, sessionId })
    const { campaignId } = work
    const unitId = await unitOf(tx, actor, work)
    await files.insert(tx, { id, campaignId, unitId, byPerson: personId, at: Date.now(), ...picture })
  })
  return { id, width: picture.width, height: picture.height }
}

async function unitOf(
  sql: Sql | Tx,
  actor: Actor | null,
  { campaignId, assignmentId }: { campaignId: number; assignmentId: number },
): Promise<number> {
  const found = await campaigns.one(sql, campaignId)
  if (!found || !maySeeCampaign(actor, found.ownerPath)) throw new DomainError('not_found')
  const assigned = await files.unitOfAssignment(sql, { campaignId, assignmentId })
  if (!assigned) throw new DomainError('not_found', { assignmentId })
  if (!mayWorkFor(actor, assigned.path)) throw new DomainError('not_allowed', { needs: 'staff' })
  return assigned.unitId
}
