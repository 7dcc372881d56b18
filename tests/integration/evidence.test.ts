import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { DomainError } from '#lib/domain/error.ts'
import type { Actor } from '#lib/domain/person.ts'
import { keepPhoto } from '#lib/server/commands/files.ts'
import { mostBytes } from '#lib/server/ingest/picture.ts'
import { boardSnapshot } from '#lib/server/queries/board.ts'
import { fileFor } from '#lib/server/queries/files.ts'
import { ask, done, openCampaign } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'

const { database, who } = withCast()

/** Mường Tè has to hang something on its notice board: there is no link to show. */
async function bulletinWork() {
  const { sql } = database
  const { campaignId } = await openCampaign(sql, who)
  const covered = await done(sql, who.coordinator, {
    kind: 'addCoverage',
    campaignId,
    eventId: null,
    title: 'Bảng tin cơ quan',
    contentType: 'infographic',
    channelKind: 'bulletin',
    dueAt: Date.parse('2026-05-02T17:00:00+07:00'),
  })
  const assigned = await done(sql, who.coordinator, {
    kind: 'assign',
    campaignId,
    coverageIds: [Number(covered.result['coverageId'])],
    unitIds: [who.muongTe.id],
    personId: null,
    dueAt: null,
  })
  const [assignmentId = 0] = assigned.result['assignmentIds'] as number[]
  return { campaignId, assignmentId }
}

/** A photo as a phone makes it: lying on its side, and telling where it was taken. */
async function phonePhoto(): Promise<Uint8Array<ArrayBuffer>> {
  const picture = sharp({ create: { width: 400, height: 300, channels: 3, background: '#1d6f42' } })
  const taken = await picture
    .jpeg()
    .withExif({
      IFD0: { Make: 'Vsmart' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '22/1 22/1 4400/100', GPSLongitudeRef: 'E' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  return new Uint8Array(taken)
}

function keep(
  who: Actor,
  work: { campaignId: number; assignmentId: number },
  bytes: Uint8Array<ArrayBuffer>,
) {
  const id = randomUUID()
  return keepPhoto({ sql: database.sql, actor: who }, { id, ...work, file: new File([bytes], 'anh.jpg') })
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.catch((problem: unknown) => problem)
  return error instanceof DomainError ? error.code : 'none'
}

describe('a photo', () => {
  test('is kept upright, re-encoded and without where and with what it was taken', async () => {
    const original = await phonePhoto()
    const before = await sharp(original).metadata()
    expect(before.exif?.toString('latin1'), 'the original tells').toContain('Vsmart')
    const work = await bulletinWork()
    const kept = await keep(who.staffOfMuongTe, work, original)
    expect(kept).toMatchObject({ width: 300, height: 400 })
    const { mime, bytes } = await fileFor(database.sql, who.leader, kept.id)
    const after = await sharp(bytes).metadata()
    expect(mime).toBe('image/webp')
    expect(after.format).toBe('webp')
    expect(after.exif).toBeUndefined()
    expect(after.xmp).toBeUndefined()
  })

  test('finishes work on a channel without links, and undo takes it off the board again', async () => {
    const { sql } = database
    const work = await bulletinWork()
    const { id } = await keep(who.staffOfMuongTe, work, await phonePhoto())
    await done(sql, who.staffOfMuongTe, { kind: 'markDone', ...work, posts: [], fileIds: [id] })
    const { board } = await boardSnapshot(sql, work.campaignId)
    expect(board.assignments[work.assignmentId]?.state).toBe('done')
    expect(board.evidence[id]).toMatchObject({ assignmentId: work.assignmentId, width: 300, height: 400 })
    await done(sql, who.staffOfMuongTe, {
      kind: 'undo',
      campaignId: work.campaignId,
      assignmentIds: [work.assignmentId],
    })
    expect((await boardSnapshot(sql, work.campaignId)).board.evidence).toEqual({})
  })

  test('is not enough on a page, where the post has a link', async () => {
    const { sql } = database
    const { campaignId, assignmentIds } = await openCampaign(sql, who)
    const work = { campaignId, assignmentId: assignmentIds[0] }
    const { id } = await keep(who.staffOfMuongTe, work, await phonePhoto())
    const reply = await ask(sql, who.staffOfMuongTe, { kind: 'markDone', ...work, posts: [], fileIds: [id] })
    expect(reply).toMatchObject({ ok: false, code: 'evidence_needed' })
  })

  test('over 10 MB, or that is none, is refused', async () => {
    const work = await bulletinWork()
    const tooLarge = new Uint8Array(mostBytes + 1)
    expect(await refusal(keep(who.staffOfMuongTe, work, tooLarge))).toBe('file_too_large')
    const noPicture = new TextEncoder().encode(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    )
    expect(await refusal(keep(who.staffOfMuongTe, work, noPicture))).toBe('file_not_a_picture')
  })

  test('of another unit’s work cannot be added, nor seen from another federation', async () => {
    const work = await bulletinWork()
    const photo = await phonePhoto()
    expect(await refusal(keep(who.staffOfSinHo, work, photo))).toBe('not_allowed')
    expect(await refusal(keep(who.stranger, work, photo))).toBe('not_found')
    const { id } = await keep(who.staffOfMuongTe, work, photo)
    expect(await refusal(fileFor(database.sql, who.stranger, id))).toBe('not_found')
    expect(await refusal(fileFor(database.sql, null, id))).toBe('not_found')
  })

  test('kept for one unit is not the evidence of another', async () => {
    const { sql } = database
    const work = await bulletinWork()
    const { id } = await keep(who.staffOfMuongTe, work, await phonePhoto())
    const other = await bulletinWork()
    const reply = await ask(sql, who.staffOfMuongTe, { kind: 'markDone', ...other, posts: [], fileIds: [id] })
    expect(reply.ok, 'a photo of another campaign is none here').toBe(false)
  })
})
