import { createHash, webcrypto } from 'node:crypto'
import { checkOpen } from '../../domain/campaign.ts'
import { DomainError } from '../../domain/error.ts'
import { largestImport } from '../../domain/imported.ts'
import type { RowToApply } from '../../domain/imported-rows.ts'
import { mayCoordinate, maySeeCampaign } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import type { Reply } from '../../protocol/commands.ts'
import type { Sql, Tx } from '../db/pool.ts'
import { campaignStream } from '../journal/journal.ts'
import * as campaigns from '../store/campaign.ts'
import * as imports from '../store/import.ts'
import { addJob } from '../store/job.ts'
import { type Door, requireThat, runCommand } from './frame.ts'
import { applyRows } from './imported-rows.ts'
import { checkActor } from './still-open.ts'

export type Upload = { id: string; campaignId: number; fileName: string; timeZone: string; bytes: Uint8Array }

/**
 * Keeps a file and queues its reading. Sent again under the same id it changes nothing. Throws not_signed_in, not_found,
 * not_allowed, campaign_closed, campaign_not_open, file_too_large, bad_input (timeZone), import_already_applied
 * with the import.
 */
export async function upload(door: Door, file: Upload): Promise<string> {
  const { sql, at = Date.now() } = door
  if (file.bytes.length > largestImport) {
    throw new DomainError('file_too_large', {
      name: file.fileName,
      bytes: file.bytes.length,
      most: largestImport,
    })
  }
  if (!isTimeZone(file.timeZone)) throw new DomainError('bad_input', { field: 'timeZone' })
  const sha256 = await hashOf(file.bytes)
  await sql.begin(async (tx) => {
    const actor = await checkActor(tx, door)
    const { campaign } = await campaignToCoordinate(tx, actor, file.campaignId)
    checkOpen(campaign)
    const before = await imports.applied(tx, { campaignId: campaign.id, sha256 })
    if (before) {
      throw new DomainError('import_already_applied', {
        importId: before.id,
        by: before.byPerson,
        at: before.appliedAt ?? before.at,
      })
    }
    const isNew = await imports.insert(tx, { ...file, sha256, byPerson: actor.personId, at })
    if (isNew) await addJob(tx, 'read-import', { payload: { importId: file.id }, key: `import:${file.id}` })
  })
  return file.id
}

/** Starts applying a file that has been read. Throws not_signed_in, not_found, not_allowed, import_not_ready. */
export async function apply(door: Door, importId: string): Promise<void> {
  await door.sql.begin(async (tx) => {
    const file = await importToCoordinate(tx, door, importId)
    if (file.state === 'applying' || file.state === 'applied') return
    if (file.state !== 'ready') throw new DomainError('import_not_ready', { state: file.state })
    const { matched = 0, new: added = 0 } = await imports.countsByVerdict(tx, importId)
    await imports.setState(tx, importId, { state: 'applying', rowsTotal: matched + added, rowsDone: 0 })
    await addJob(tx, 'apply-import', { payload: { importId }, key: `import:${importId}` })
  })
}

/** Gives an import up before it is applied. Throws not_signed_in, not_found, not_allowed, import_already_applied. */
export async function drop(door: Door, importId: string): Promise<void> {
  await door.sql.begin(async (tx) => {
    const file = await importToCoordinate(tx, door, importId)
    if (file.state === 'applying' || file.state === 'applied') {
      throw new DomainError('import_already_applied', { importId, at: file.at })
    }
    await imports.drop(tx, importId)
  })
}

/**
 * Applies the rows after the first `offset`, at most 500, as one command of who imported the file: its id is made from
 * the import and the offset, so that a batch counts once however often it is tried.
 */
export async function applyBatch(
  { sql }: { sql: Sql },
  { file, offset, rows }: { file: imports.Import; offset: number; rows: readonly RowToApply[] },
): Promise<Reply> {
  const actor: Actor = { personId: file.byPerson, grants: [] }
  const frame = { id: batchId(file.id, offset), kind: 'applyImport', stream: campaignStream(file.campaignId) }
  return runCommand({ sql, actor }, frame, async (tx, step) => {
    const [found, goesOn] = await Promise.all([
      campaigns.one(tx, file.campaignId),
      imports.advance(tx, file.id, { state: 'applying', from: offset, by: rows.length }),
    ])
    if (!found) throw new DomainError('not_found')
    checkOpen(found.campaign)
    if (!goesOn) throw new DomainError('import_not_ready')
    const facts = await applyRows(tx, { ...found, ...step, actor }, { importId: file.id, rows })
    return { facts, result: { rows: rows.length } }
  })
}

/** The import for somebody who coordinates its campaign, locked; to everybody else there is none. */
async function importToCoordinate(tx: Tx, door: Door, importId: string): Promise<imports.Import> {
  const actor = await checkActor(tx, door)
  const file = await imports.lockOne(tx, importId)
  if (!file || file.state === 'dropped') throw new DomainError('not_found')
  await campaignToCoordinate(tx, actor, file.campaignId)
  return file
}

async function campaignToCoordinate(tx: Tx, actor: Actor, campaignId: number) {
  const found = await campaigns.one(tx, campaignId)
  if (!found || !maySeeCampaign(actor, found.ownerPath)) throw new DomainError('not_found')
  requireThat(mayCoordinate(actor, found.ownerPath), 'coordinator')
  return found
}

/** Off the main thread: 50 MB would hold everybody up. */
async function hashOf(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex')
}

function batchId(importId: string, offset: number): string {
  const hash = createHash('sha256').update(`${importId}:${offset}`).digest('hex')
  return hash.slice(0, 32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
