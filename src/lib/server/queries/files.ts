import { DomainError } from '../../domain/error.ts'
import { maySeeCampaign } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import type { Sql } from '../db/pool.ts'
import * as campaigns from '../store/campaign.ts'
import * as files from '../store/file.ts'

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
