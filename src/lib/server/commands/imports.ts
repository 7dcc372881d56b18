import { createHash, webcrypto } from 'node:crypto'
import { type Assignment, isOpen, markDone } from '../../domain/assignment.ts'
import { checkOpen } from '../../domain/campaign.ts'
import { entryBatch, type CampaignFact } from '../../domain/entry.ts'
import { DomainError } from '../../domain/error.ts'
import { countsAfter, largestImport, postOfFile } from '../../domain/imported.ts'
import { matchPosts } from '../../domain/match.ts'
import { mayCoordinate, maySeeCampaign } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import type { Counts, Post } from '../../domain/post.ts'
import type { Reply } from '../../protocol/commands.ts'
import type { Sql, Tx } from '../db/pool.ts'
import { campaignStream } from '../journal/journal.ts'
import * as assignments from '../store/assignment.ts'
import * as campaigns from '../store/campaign.ts'
import * as channels from '../store/channel.ts'
import * as coverages from '../store/coverage.ts'
import * as imports from '../store/import.ts'
import { addJob } from '../store/job.ts'
import * as posts from '../store/post.ts'
import { type Door, requireThat, runCommand, type Scene } from './frame.ts'
import { countPosts, insertPosts } from './posts.ts'

export type Upload = { id: string; campaignId: number; fileName: string; timeZone: string; bytes: Uint8Array }

/**
 * Keeps a file and queues its reading. Sent again under the same id it changes nothing. Throws not_found,
 * not_allowed, campaign_closed, campaign_not_open, file_too_large, bad_input (timeZone), import_already_applied
 * with the import.
 */
export async function upload({ sql, actor, at = Date.now() }: Door, file: Upload): Promise<string> {
  if (!actor) throw new DomainError('not_signed_in')
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

/** Starts applying a file that has been read. Throws not_found, not_allowed, import_not_ready. */
export async function apply({ sql, actor }: Door, importId: string): Promise<void> {
  await sql.begin(async (tx) => {
    const file = await importToCoordinate(tx, actor, importId)
    if (file.state === 'applying' || file.state === 'applied') return
    if (file.state !== 'ready') throw new DomainError('import_not_ready', { state: file.state })
    const { matched = 0, new: added = 0 } = await imports.countsByVerdict(tx, importId)
    await imports.setState(tx, importId, { state: 'applying', rowsTotal: matched + added, rowsDone: 0 })
    await addJob(tx, 'apply-import', { payload: { importId }, key: `import:${importId}` })
  })
}

/** Gives an import up before it is applied. Throws not_found, not_allowed, import_already_applied. */
export async function drop({ sql, actor }: Door, importId: string): Promise<void> {
  await sql.begin(async (tx) => {
    const file = await importToCoordinate(tx, actor, importId)
    if (file.state === 'applying' || file.state === 'applied') {
      throw new DomainError('import_already_applied', { importId, at: file.at })
    }
    await imports.drop(tx, importId)
  })
}

/**
 * Applies the rows from `offset`, at most 500, as one command of who imported the file: its id is made from the
 * import and the offset, so that a batch counts once however often it is tried.
 */
export async function applyBatch(
  { sql }: { sql: Sql },
  { file, offset }: { file: imports.Import; offset: number },
): Promise<Reply> {
  const actor: Actor = { personId: file.byPerson, grants: [] }
  const frame = { id: batchId(file.id, offset), kind: 'applyImport', stream: campaignStream(file.campaignId) }
  // Before the stream is locked: far into a large file this takes longest, and the rows no longer change.
  const rows = await imports.rowsToApply(sql, file.id, { offset, limit: entryBatch })
  return runCommand({ sql, actor }, frame, async (tx, step) => {
    const found = await campaigns.one(tx, file.campaignId)
    if (!found) throw new DomainError('not_found')
    checkOpen(found.campaign)
    const goesOn = await imports.advance(tx, file.id, { state: 'applying', by: rows.length })
    if (!goesOn) throw new DomainError('import_not_ready')
    return { facts: await applyRows(tx, { ...found, ...step, actor }, rows), result: { rows: rows.length } }
  })
}

async function applyRows(tx: Tx, scene: Scene, rows: readonly imports.ImportRow[]): Promise<CampaignFact[]> {
  const known = await posts.byKeys(
    tx,
    rows.flatMap(({ filePost }) => filePost?.keys ?? []),
  )
  const byKey = new Map(known.flatMap((post) => post.keys.map((key) => [key, post] as const)))
  const places = new Map((await channels.within(tx, scene.ownerPath)).map((place) => [place.id, place]))
  const counted: { post: Post; counts: Counts }[] = []
  const drafts: { post: Omit<Post, 'id'>; keys: string[]; counts: Counts | null }[] = []
  for (const { filePost, channelId } of rows) {
    if (!filePost) continue
    const post = filePost.keys.map((key) => byKey.get(key)).find(Boolean)
    if (post) {
      if (post.campaignId !== scene.campaign.id) continue
      await posts.addKeys(
        tx,
        post.id,
        filePost.keys.filter((key) => !post.keys.includes(key)),
      )
      if (saysCounts(filePost.counts)) counted.push({ post, counts: countsAfter(post, filePost) })
      continue
    }
    const channel = places.get(channelId ?? 0)
    if (!channel || filePost.link === '') continue
    drafts.push({
      post: postOfFile(filePost, { channel, by: scene.by, at: scene.at }),
      keys: filePost.keys,
      counts: saysCounts(filePost.counts) ? countsAfter(null, filePost) : null,
    })
  }
  const { matched, finished } = await matchDrafts(
    tx,
    scene,
    drafts.map(({ post }) => post),
  )
  const made = await insertPosts(
    tx,
    scene,
    drafts.map(({ post, keys }) => ({
      post: { ...post, assignmentId: matched.get(post)?.id ?? null },
      keys,
    })),
  )
  const countsOf = new Map(drafts.map(({ post, counts }) => [post.link, counts]))
  for (const post of made.posts) {
    const counts = countsOf.get(post.link)
    if (counts) counted.push({ post, counts })
  }
  const counts = await countPosts(tx, scene, {
    counted: [...counted].sort((a, b) => a.post.id - b.post.id),
    from: 'file',
  })
  const done: CampaignFact[] =
    finished.length > 0 ? [{ kind: 'assignment.done', body: { assignments: finished } }] : []
  return [...made.facts, ...counts, ...done]
}

/** The assignments that posts nobody had reported fulfil, marked done. */
async function matchDrafts(
  tx: Tx,
  scene: Scene,
  drafts: readonly Omit<Post, 'id'>[],
): Promise<{ matched: Map<Omit<Post, 'id'>, Assignment>; finished: Assignment[] }> {
  if (drafts.length === 0) return { matched: new Map(), finished: [] }
  const open = (await assignments.ofCampaign(tx, scene.campaign.id)).filter(({ state }) => isOpen(state))
  const plan = new Map((await coverages.coveragesOf(tx, scene.campaign.id)).map((one) => [one.id, one]))
  const matched = matchPosts(drafts, { assignments: open, coverages: plan, campaign: scene.campaign })
  const finished = [...matched.values()]
    .map((assignment) => markDone(assignment, scene))
    .sort((a, b) => a.id - b.id)
  await assignments.saveMany(tx, finished)
  return { matched, finished }
}

/** The import for somebody who coordinates its campaign, locked; to everybody else there is none. */
async function importToCoordinate(tx: Tx, actor: Actor | null, importId: string): Promise<imports.Import> {
  const file = await imports.lockOne(tx, importId)
  if (!file || file.state === 'dropped') throw new DomainError('not_found')
  await campaignToCoordinate(tx, actor, file.campaignId)
  return file
}

async function campaignToCoordinate(tx: Tx, actor: Actor | null, campaignId: number) {
  const found = await campaigns.one(tx, campaignId)
  if (!found || !maySeeCampaign(actor, found.ownerPath)) throw new DomainError('not_found')
  requireThat(mayCoordinate(actor, found.ownerPath), 'coordinator')
  return found
}

/** Off the main thread: 50 MB would hold everybody up. */
async function hashOf(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex')
}

function saysCounts(counts: { [name: string]: number | null }): boolean {
  return Object.values(counts).some((count) => count !== null)
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
