import type { ImportLine, Verdict } from '../../domain/imported.ts'
import { DomainError } from '../../domain/error.ts'
import { mayCoordinate, maySeeCampaign } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import type { ImportRows, ImportView } from '../../protocol/imports.ts'
import type { Sql } from '../db/pool.ts'
import * as campaigns from '../store/campaign.ts'
import * as imports from '../store/import.ts'

/** Whether somebody may import into a campaign. Throws not_found when they may not even see it. */
export async function mayImport(sql: Sql, actor: Actor | null, campaignId: number): Promise<boolean> {
  const found = await campaigns.one(sql, campaignId)
  if (!found || !maySeeCampaign(actor, found.ownerPath)) throw new DomainError('not_found')
  return mayCoordinate(actor, found.ownerPath)
}

/** The latest imports of a campaign, for who may import; nothing for the others. */
export async function importsFor(sql: Sql, actor: Actor | null, campaignId: number): Promise<ImportLine[]> {
  if (!(await mayImport(sql, actor, campaignId))) return []
  return (await imports.ofCampaign(sql, campaignId, 10)).map(lineOf)
}

/** How far an import is and what it found. Throws not_found for all but the campaign's coordinators. */
export async function importFor(sql: Sql, actor: Actor | null, importId: string): Promise<ImportView> {
  const file = await seen(sql, actor, importId)
  const [counts, matching] = await Promise.all([
    imports.countsByVerdict(sql, importId),
    isRead(file) ? imports.countMatching(sql, importId) : 0,
  ])
  return { ...lineOf(file), campaignId: file.campaignId, counts, matching }
}

/** Rows no longer come or go: worth counting what they will do, which takes reading them all. */
function isRead({ state }: imports.Import): boolean {
  return state === 'ready' || state === 'applied'
}

const rowsPerPage = 50

/** Rows of one verdict, in the order of the file. Throws not_found as above. */
export async function importRowsFor(
  sql: Sql,
  actor: Actor | null,
  { importId, verdict, page }: { importId: string; verdict: Verdict; page: number },
): Promise<ImportRows> {
  await seen(sql, actor, importId)
  const rows = await imports.rowsOf(sql, importId, {
    verdict,
    offset: page * rowsPerPage,
    limit: rowsPerPage,
  })
  return {
    rows: rows.map(({ filePost, channelId: _, ...row }) => ({ ...row, post: filePost })),
    pageSize: rowsPerPage,
  }
}

async function seen(sql: Sql, actor: Actor | null, importId: string): Promise<imports.Import> {
  const file = uuid.test(importId) ? await imports.one(sql, importId) : null
  const found = file && (await campaigns.one(sql, file.campaignId))
  if (!file || file.state === 'dropped' || !found || !mayCoordinate(actor, found.ownerPath)) {
    throw new DomainError('not_found')
  }
  return file
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function lineOf(file: imports.Import): ImportLine {
  const { id, byPerson, at, fileName, timeZone, state, rowsTotal, rowsDone, problem, appliedAt } = file
  return { id, byPerson, at, fileName, timeZone, state, rowsTotal, rowsDone, problem, appliedAt }
}
