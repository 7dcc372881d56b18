import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { emptyBoard, fold } from '#lib/domain/board.ts'
import type { Entry } from '#lib/domain/entry.ts'
import { DomainError } from '#lib/domain/error.ts'
import { applyBatch, apply, drop, upload } from '#lib/server/commands/imports.ts'
import { prepareJobs } from '#lib/server/jobs/queue.ts'
import { RowsAhead } from '#lib/server/jobs/rows-ahead.ts'
import { applyImport } from '#lib/server/jobs/tasks/apply-import.ts'
import { readImport } from '#lib/server/jobs/tasks/read-import.ts'
import { resumeImports } from '#lib/server/jobs/tasks/resume-imports.ts'
import { campaignStream, entriesAfter, headOf } from '#lib/server/journal/journal.ts'
import { boardSnapshot } from '#lib/server/queries/board.ts'
import * as imports from '#lib/server/store/import.ts'
import { ask, done, openCampaign } from '../support/cast.ts'
import { metaFile, type MetaRow } from '../support/meta-file.ts'
import { withCast } from '../support/with-cast.ts'

const { database, who } = withCast()

beforeAll(async () => {
  await prepareJobs(database.url)
  await database.sql`
    insert into channel (unit_id, kind, name, address, address_key) values
      (${who.muongTe.id}, 'fanpage', 'Công đoàn Mường Tè', 'https://facebook.com/cdmuongte', 'facebook:cdmuongte'),
      (${who.sinHo.id}, 'fanpage', 'Công đoàn Sìn Hồ', 'https://facebook.com/cdsinho', 'facebook:cdsinho')`
})

let lastId = 700_000_000_000_000
const postId = () => String((lastId += 1))

function send(campaignId: number, bytes: Uint8Array, actor = who.coordinator) {
  const file = {
    id: randomUUID(),
    campaignId,
    fileName: 'thong-ke.csv',
    timeZone: 'America/Los_Angeles',
    bytes,
  }
  return upload({ sql: database.sql, actor }, file)
}

async function readFile(campaignId: number, rows: readonly MetaRow[]): Promise<string> {
  const importId = await send(campaignId, metaFile(rows))
  await readImport(database.sql, { importId })
  return importId
}

async function applyFile(importId: string): Promise<void> {
  await apply({ sql: database.sql, actor: who.coordinator }, importId)
  await applyImport(database.sql, { importId })
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof DomainError ? error.code : Promise.reject(error)),
  )

/** Posts and reactions by the tallies, and how many counts were kept. */
async function figuresOf(campaignId: number) {
  const [figures] = await database.sql<{ posts: number; reactions: number; counts: number }[]>`
    select sum(posts)::bigint as posts, sum(reactions)::bigint as reactions,
      (select count(*) from engagement e join post p on p.id = e.post_id where p.campaign_id = ${campaignId}) as counts
    from tally where campaign_id = ${campaignId}`
  if (!figures) throw new Error('a sum has a row')
  return figures
}

/** The journal folded from empty, the tables, the tallies and the newest counts all say the same. */
async function expectAgreement(campaignId: number): Promise<void> {
  const { sql } = database
  const { board } = await boardSnapshot(sql, campaignId)
  const entries = await entriesAfter(sql, campaignStream(campaignId), { after: 0, limit: 10_000 })
  expect(fold(emptyBoard(board.campaign), entries as Entry[])).toEqual(board)
  const [current] = await sql`
    select count(*) as posts, coalesce(sum(reactions), 0)::bigint as reactions,
      coalesce(sum((select reactions from engagement where post_id = post.id order by id desc limit 1)), 0)::bigint as newest
    from post where campaign_id = ${campaignId}`
  const { posts, reactions } = await figuresOf(campaignId)
  expect(current).toEqual({ posts, reactions, newest: reactions })
}

describe('reading a file', () => {
  test('says of every row what will become of it', async () => {
    const { sql } = database
    const { campaignId, assignmentIds } = await openCampaign(sql, who)
    const known = postId()
    await done(sql, who.staffOfMuongTe, {
      kind: 'markDone',
      campaignId,
      assignmentId: assignmentIds[0],
      posts: [
        {
          link: `https://m.facebook.com/cdmuongte/posts/${known}`,
          title: '',
          contentType: null,
          publishedAt: null,
        },
      ],
      fileIds: [],
    })
    const importId = await readFile(campaignId, [
      { postId: known, page: 'cdmuongte' },
      { postId: postId(), page: 'cdsinho' },
      { postId: postId(), page: 'trang-la' },
      { postId: postId(), page: 'cdsinho', at: '06/20/2026 10:00' },
      { postId: postId(), page: 'cdsinho', reactions: 'nhiều' },
      { postId: known, page: 'cdmuongte' },
    ])
    expect(await imports.one(sql, importId)).toMatchObject({ state: 'ready', rowsTotal: 6, rowsDone: 6 })
    expect(await imports.countsByVerdict(sql, importId)).toEqual({
      matched: 1,
      new: 1,
      unmatched: 1,
      outside: 1,
      bad: 2,
    })
    const bad = await imports.rowsOf(sql, importId, { verdict: 'bad', offset: 0, limit: 10 })
    expect(bad.map(({ reasons }) => reasons)).toEqual([
      [{ code: 'bad_number', data: { column: 'Reactions', value: 'nhiều' } }],
      [{ code: 'repeated', data: { row: 2 } }],
    ])
  })

  test('a file that is no export fails with what is missing', async () => {
    const { sql } = database
    const { campaignId } = await openCampaign(sql, who)
    const importId = await send(campaignId, new TextEncoder().encode('Tên,Ngày\nAn,1/1/2026\n'))
    await readImport(sql, { importId })
    expect(await imports.one(sql, importId)).toMatchObject({
      state: 'failed',
      problem: { code: 'import_columns_missing' },
    })
    expect(await imports.bytesOf(sql, importId)).toBeNull()
  })

  test('begun again after a crash it starts over', async () => {
    const { sql } = database
    const { campaignId } = await openCampaign(sql, who)
    const importId = await readFile(campaignId, [{ postId: postId(), page: 'cdsinho' }])
    await sql`update import set state = 'reading', rows_done = 0 where id = ${importId}`
    await readImport(sql, { importId })
    expect(await imports.countsByVerdict(sql, importId)).toEqual({ new: 1 })
  })
})

describe('applying a file', () => {
  test('counts known posts, adds new ones and marks the assignment done that a new one fulfils', async () => {
    const { sql } = database
    const { campaignId, assignmentIds } = await openCampaign(sql, who)
    await sql`update assignment set state_at = '2026-04-20T00:00:00Z' where campaign_id = ${campaignId}`
    const reported = await done(sql, who.staffOfMuongTe, {
      kind: 'reportPost',
      campaignId,
      unitId: who.muongTe.id,
      link: `https://www.facebook.com/cdmuongte/posts/${postId()}`,
      title: 'Trao quà',
      contentType: 'news',
      publishedAt: Date.parse('2026-05-02T09:00:00+07:00'),
      channelKind: null,
    })
    const known = Number(reported.result['postId'])
    const importId = await readFile(campaignId, [
      { postId: String(lastId), page: 'cdmuongte', reactions: 30 },
      { postId: postId(), page: 'cdsinho', reactions: 40 },
      { postId: postId(), page: 'cdsinho', reactions: 50, at: '05/03/2026 02:00' },
    ])
    await applyFile(importId)
    expect(await imports.one(sql, importId)).toMatchObject({ state: 'applied', rowsDone: 3 })
    const { board } = await boardSnapshot(sql, campaignId)
    expect(board.assignments[assignmentIds[1]]).toMatchObject({
      state: 'done',
      doneBy: who.coordinator.personId,
    })
    expect(Object.values(board.posts)).toMatchObject([{ assignmentId: assignmentIds[1], reactions: 40 }])
    const [count] = await sql`select reactions, counted_from from post where id = ${known}`
    expect(count).toEqual({ reactions: 30, countedFrom: 'file' })
  })

  test('the same file twice changes nothing', async () => {
    const { sql } = database
    const { campaignId } = await openCampaign(sql, who)
    const rows = [{ postId: postId(), page: 'cdsinho' }]
    await applyFile(await readFile(campaignId, rows))
    const before = await boardSnapshot(sql, campaignId)
    expect(await codeOf(send(campaignId, metaFile(rows)))).toBe('import_already_applied')
    // Saved again by a spreadsheet it is another file with the same rows.
    const again = await send(campaignId, new Uint8Array([...metaFile(rows), 13, 10]))
    await readImport(sql, { importId: again })
    expect(await imports.countsByVerdict(sql, again)).toEqual({ unchanged: 1 })
    await applyFile(again)
    expect(await boardSnapshot(sql, campaignId)).toEqual(before)
  })

  test('killed in the middle it goes on where it was, and every row counts once', async () => {
    const { sql } = database
    const { campaignId } = await openCampaign(sql, who)
    const rows = Array.from({ length: 1100 }, () => ({ postId: postId(), page: 'trang', title: 'x' }))
    const importId = await readFile(
      campaignId,
      rows.map((row, index) => ({ ...row, page: index % 2 ? 'cdsinho' : 'cdmuongte' })),
    )
    await apply({ sql, actor: who.coordinator }, importId)
    const file = await imports.one(sql, importId)
    if (!file) throw new Error('no import')
    const batch = { file, offset: 0, rows: await new RowsAhead(sql, importId).from(0) }
    const first = await applyBatch({ sql }, batch)
    expect(await applyBatch({ sql }, batch)).toEqual(first)
    await Promise.all([applyImport(sql, { importId }), applyImport(sql, { importId })])
    expect(await imports.one(sql, importId)).toMatchObject({ state: 'applied', rowsDone: 1100 })
    const entries = await entriesAfter(sql, campaignStream(campaignId), { after: 0, limit: 1000 })
    const reported = entries.flatMap((entry) =>
      entry.kind === 'posts.reported' ? [entry.body.posts.length] : [],
    )
    expect(reported).toEqual([500, 500, 100])
    const [sum] =
      await sql`select sum(posts)::bigint as posts, sum(reactions)::bigint as reactions from tally where campaign_id = ${campaignId}`
    expect(sum).toEqual({ posts: 1100, reactions: 11_000 })
  })

  test('killed in the middle of rows of every kind, it repeats none and loses none', async () => {
    const { sql } = database
    const { campaignId } = await openCampaign(sql, who)
    const known = Array.from({ length: 700 }, () => ({ postId: postId(), page: 'cdsinho' }))
    await applyFile(await readFile(campaignId, known))
    // Counts, what is as it was, what is no post and new posts in turn: row numbers are no offsets.
    const rows = known.flatMap((row, index) => [
      index % 2 ? { ...row, reactions: 11 } : row,
      { postId: '', page: 'cdsinho' },
      { postId: postId(), page: 'cdmuongte' },
    ])
    const importId = await readFile(campaignId, rows)
    await apply({ sql, actor: who.coordinator }, importId)
    const file = await imports.one(sql, importId)
    if (!file) throw new Error('no import')
    const first = await new RowsAhead(sql, importId).from(0)
    await applyBatch({ sql }, { file, offset: 0, rows: first })
    const elsewhere = await applyBatch({ sql }, { file, offset: 3, rows: first })
    expect(elsewhere).toMatchObject({ ok: false, code: 'import_not_ready' })
    await applyImport(sql, { importId })
    expect(await imports.one(sql, importId)).toMatchObject({ state: 'applied', rowsDone: 350 + 700 })
    expect(await figuresOf(campaignId)).toEqual({ posts: 1400, reactions: 14_350, counts: 700 + 350 + 700 })
    await expectAgreement(campaignId)
  })

  test('two campaigns that apply the same links at once share them out, and neither fails', async () => {
    const { sql } = database
    const [one, other] = [await openCampaign(sql, who), await openCampaign(sql, who)]
    const rows = Array.from({ length: 1500 }, () => ({ postId: postId(), page: 'cdsinho' }))
    const turned = [...rows].reverse()
    const files = [await readFile(one.campaignId, rows), await readFile(other.campaignId, turned)]
    await Promise.all(files.map(applyFile))
    for (const id of files)
      expect(await imports.one(sql, id)).toMatchObject({ state: 'applied', problem: null })
    const [a, b] = [await figuresOf(one.campaignId), await figuresOf(other.campaignId)]
    expect(a.posts + b.posts).toBe(1500)
    expect(a.counts + b.counts).toBe(1500)
    expect(a.reactions + b.reactions).toBe(15_000)
    await expectAgreement(one.campaignId)
    await expectAgreement(other.campaignId)
  })

  test('a post known by some of its names is one post, and goes by the others from then on', async () => {
    const { sql } = database
    const { campaignId } = await openCampaign(sql, who)
    const [pasted, photo] = [postId(), postId()]
    await applyFile(await readFile(campaignId, [{ postId: pasted, page: 'cdsinho' }]))
    const link = `https://www.facebook.com/cdsinho/posts/${pasted}`
    await applyFile(await readFile(campaignId, [{ postId: photo, page: 'cdsinho', link, reactions: 20 }]))
    await applyFile(await readFile(campaignId, [{ postId: photo, page: 'cdsinho', reactions: 30 }]))
    expect(await figuresOf(campaignId)).toEqual({ posts: 1, reactions: 30, counts: 3 })
    await expectAgreement(campaignId)
  })

  test('what changed between reading and applying is met as it is now', async () => {
    const { sql } = database
    const { campaignId } = await openCampaign(sql, who)
    const [removed, reported, twice] = [postId(), postId(), postId()]
    await applyFile(await readFile(campaignId, [{ postId: removed, page: 'cdsinho' }]))
    const link = `https://www.facebook.com/cdsinho/posts/${twice}`
    const other = `https://www.facebook.com/cdsinho/videos/${twice}`
    const importId = await readFile(campaignId, [
      { postId: removed, page: 'cdsinho', reactions: 40 },
      { postId: reported, page: 'cdsinho', reactions: 50 },
      { postId: twice, page: 'cdsinho', link: other, reactions: 60 },
    ])
    const [gone] = await sql<{ id: number }[]>`select id from post where campaign_id = ${campaignId}`
    await done(sql, who.coordinator, { kind: 'removePost', campaignId, postId: gone?.id ?? 0 })
    const report = {
      kind: 'reportPost',
      campaignId,
      unitId: who.sinHo.id,
      title: '',
      contentType: null,
    } as const
    for (const pasted of [`https://m.facebook.com/cdsinho/posts/${reported}`, link]) {
      await done(sql, who.staffOfSinHo, { ...report, link: pasted, publishedAt: null, channelKind: null })
    }
    await applyFile(importId)
    expect(await imports.one(sql, importId)).toMatchObject({ state: 'applied', rowsDone: 3 })
    expect(await figuresOf(campaignId)).toEqual({ posts: 3, reactions: 150, counts: 3 })
    await expectAgreement(campaignId)
  })

  test('work a killed process left is queued again', async () => {
    const { sql } = database
    const { campaignId } = await openCampaign(sql, who)
    const importId = await send(campaignId, metaFile([{ postId: postId(), page: 'cdsinho' }]))
    await sql`select graphile_worker.remove_job(${`import:${importId}`})`
    await resumeImports(sql)
    const jobs = await sql`select 1 from graphile_worker.jobs where key = ${`import:${importId}`}`
    expect(jobs).toHaveLength(1)
  })

  test('20,000 rows let other commands through meanwhile', async () => {
    const { sql } = database
    const { campaignId, assignmentIds } = await openCampaign(sql, who)
    const rows = Array.from({ length: 20_000 }, () => ({ postId: postId(), page: 'cdsinho' }))
    const importId = await readFile(campaignId, rows)
    await apply({ sql, actor: who.coordinator }, importId)
    let finished = false
    const applying = applyImport(sql, { importId }).then(() => (finished = true))
    while ((await imports.one(sql, importId))?.rowsDone === 0);
    const reply = await ask(sql, who.staffOfMuongTe, {
      kind: 'accept',
      campaignId,
      assignmentIds: [assignmentIds[0]],
    })
    expect(reply.ok).toBe(true)
    expect(finished).toBe(false)
    await applying
    expect(await headOf(sql, campaignStream(campaignId))).toBeGreaterThan(80)
  }, 60_000)
})

describe('who may', () => {
  test.each([
    ['admin', 'not_allowed'],
    ['leader', 'not_allowed'],
    ['staffOfSinHo', 'not_allowed'],
    ['stranger', 'not_found'],
    [null, 'not_signed_in'],
  ] as const)('%s may not import: %s', async (name, code) => {
    const { sql } = database
    const { campaignId } = await openCampaign(sql, who)
    const bytes = metaFile([{ postId: postId(), page: 'cdsinho' }])
    const door = { sql, actor: name && who[name] }
    const file = { id: randomUUID(), campaignId, fileName: 'a.csv', timeZone: 'America/Los_Angeles', bytes }
    expect(await codeOf(upload(door, file))).toBe(code)
    const importId = await readFile(campaignId, [{ postId: postId(), page: 'cdsinho' }])
    expect(await codeOf(apply(door, importId))).toBe(code)
    expect(await codeOf(drop(door, importId))).toBe(code)
  })

  test('dropped before it is applied, an import is gone with its file', async () => {
    const { sql } = database
    const { campaignId } = await openCampaign(sql, who)
    const importId = await readFile(campaignId, [{ postId: postId(), page: 'cdsinho' }])
    await drop({ sql, actor: who.coordinator }, importId)
    expect(await imports.bytesOf(sql, importId)).toBeNull()
    expect(await codeOf(apply({ sql, actor: who.coordinator }, importId))).toBe('not_found')
  })
})
