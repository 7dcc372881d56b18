import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import * as doors from '#lib/server/commands/imports.ts'
import type { Sql } from '#lib/server/db/pool.ts'
import * as imports from '#lib/server/store/import.ts'
import { type MetaRow, metaFile } from '../support/meta-file.ts'
import {
  connectAtOnce,
  copyIn,
  type Floor,
  makeFloors,
  type Rows,
  rowsOf,
  type Table,
} from './support/copy.ts'
import { type Product, remind } from './support/product.ts'

/** Rows a second. Floors: COPY of the rows that the product wrote, bare and with their foreign keys checked. */
export type Ingested = { bare: number; keyed: number; product: number }
export type IngestRound = { read: number; added: Ingested; counted: Ingested }

const pages = ['cdmuongte', 'cdsinho']

/** The pages that the posts are of; once, before the first round. */
export async function preparePages({ sql, who }: Product): Promise<void> {
  const channel = (unitId: number, page: string) => ({
    unitId,
    kind: 'fanpage',
    name: page,
    address: `https://facebook.com/${page}`,
    addressKey: `facebook:${page}`,
  })
  await sql`insert into channel ${sql([channel(who.muongTe.id, 'cdmuongte'), channel(who.sinHo.id, 'cdsinho')])}`
  await makeFloors(sql)
}

/** A file of posts nobody knows, then a second export of the same posts with higher counts. */
export async function ingestRound(product: Product, { rows }: { rows: number }): Promise<IngestRound> {
  const file = postsOf(rows)
  const first = await ingest(product, file)
  const { post, engagement } = first.before
  const added = await floors(product, { rows, above: { post, post_key: post, engagement } })
  const second = await ingest(product, later(file))
  const counted = await floors(product, { rows, above: { engagement: second.before.engagement } })
  return {
    read: perSecond(rows, first.readMs),
    added: { ...added, product: perSecond(rows, first.applyMs) },
    counted: { ...counted, product: perSecond(rows, second.applyMs) },
  }
}

/** How long a reminder of the same campaign waits for its answer, one every 50 ms, while a file is applied. */
export async function waitsMeanwhile(
  product: Product,
  { rows }: { rows: number },
): Promise<{ added: number[]; counted: number[] }> {
  const file = postsOf(rows)
  const added = await waitsWhileApplied(product, file)
  return { added, counted: await waitsWhileApplied(product, later(file)) }
}

async function waitsWhileApplied(product: Product, file: readonly MetaRow[]): Promise<number[]> {
  const importId = await read(product, file)
  const waits: number[] = []
  const sent: Promise<void>[] = []
  let isApplied = false
  const applying = applied(product, importId).then(() => (isApplied = true))
  while (!isApplied) {
    const begun = performance.now()
    sent.push(remind(product).then(() => void waits.push(performance.now() - begun)))
    await pause(50)
  }
  await Promise.all([applying, ...sent])
  return waits
}

async function ingest(product: Product, file: readonly MetaRow[]) {
  const before = await newest(product.sql)
  const begun = performance.now()
  const importId = await read(product, file)
  const isRead = performance.now()
  await applied(product, importId)
  return { before, readMs: isRead - begun, applyMs: performance.now() - isRead }
}

async function read({ sql, who, campaignId }: Product, file: readonly MetaRow[]): Promise<string> {
  const id = randomUUID()
  const upload = {
    id,
    campaignId,
    fileName: 'thong-ke.csv',
    timeZone: 'America/Los_Angeles',
    bytes: metaFile(file),
  }
  await doors.upload({ sql, actor: who.coordinator }, upload)
  await until(sql, id, 'ready')
  return id
}

async function applied({ sql, who }: Product, importId: string): Promise<void> {
  await doors.apply({ sql, actor: who.coordinator }, importId)
  await until(sql, importId, 'applied')
}

/** Asks often enough that what is measured in seconds is right to the hundredth, and seldom enough not to count. */
async function until(sql: Sql, importId: string, state: imports.Import['state']): Promise<void> {
  while (true) {
    const file = await imports.one(sql, importId)
    if (file?.state === state) return
    if (file?.state === 'failed') throw new Error(`the import failed: ${JSON.stringify(file.problem)}`)
    await pause(20)
  }
}

/** The floors copy the very rows that the product has just written. */
async function floors(
  { url }: Pick<Product, 'url'>,
  written: { rows: number; above: { [T in Table]?: number } },
): Promise<{ bare: number; keyed: number }> {
  const fast = connectAtOnce(url)
  try {
    const copies: Rows[] = []
    for (const [table, above] of Object.entries(written.above))
      copies.push(await rowsOf(fast, table as Table, above))
    const speedOf = async (floor: Floor) => perSecond(written.rows, await copyIn(fast, floor, copies))
    return { bare: await speedOf('bare'), keyed: await speedOf('keyed') }
  } finally {
    await fast.end()
  }
}

/** Ids of the newest post and the newest count. */
async function newest(sql: Sql): Promise<{ post: number; engagement: number }> {
  const [row] = await sql<{ post: number; engagement: number }[]>`
    select coalesce((select max(id) from post), 0) as post, coalesce((select max(id) from engagement), 0) as engagement`
  return row ?? { post: 0, engagement: 0 }
}

let lastPost = 700_000_000_000_000

function postsOf(rows: number): MetaRow[] {
  return Array.from({ length: rows }, (_, index) => ({
    postId: String((lastPost += 7)),
    page: pages[index % pages.length] ?? '',
    title: `Trao quà cho đoàn viên có hoàn cảnh khó khăn, đợt ${index}`,
    at: `05/${String(2 + (index % 28)).padStart(2, '0')}/2026 02:00`,
    reactions: 10 + (index % 90),
  }))
}

function later(file: readonly MetaRow[]): MetaRow[] {
  return file.map((row) => ({ ...row, reactions: Number(row.reactions) + 5, views: 140 }))
}

function perSecond(rows: number, ms: number): number {
  return (rows / ms) * 1000
}
