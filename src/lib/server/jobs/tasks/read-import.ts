import { entryBatch } from '../../../domain/entry.ts'
import { DomainError } from '../../../domain/error.ts'
import type { Sql } from '../../db/pool.ts'
import { readAside } from '../../ingest/aside.ts'
import type { ParsedRow } from '../../ingest/meta.ts'
import * as assignments from '../../store/assignment.ts'
import * as campaigns from '../../store/campaign.ts'
import * as channels from '../../store/channel.ts'
import * as coverages from '../../store/coverage.ts'
import * as imports from '../../store/import.ts'
import * as posts from '../../store/post.ts'
import { whileHeld } from '../hold.ts'
import { RowJudge } from '../import-rows.ts'
import { Foresight } from '../foresight.ts'

/**
 * Reads an uploaded file and judges its rows, 500 at a time. Begun again after a crash it starts over; dropped
 * meanwhile, it stops.
 */
export async function readImport(sql: Sql, { importId }: { importId: string }): Promise<void> {
  await whileHeld(sql, `import:${importId}`, async () => {
    try {
      await read(sql, importId)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      const problem = { code: error.code, data: error.data }
      await imports.finish(sql, importId, { state: 'failed', problem })
    }
  })
}

async function read(sql: Sql, importId: string): Promise<void> {
  const file = await begin(sql, importId)
  if (!file) return
  const found = await campaigns.one(sql, file.campaignId)
  if (!found) throw new DomainError('not_found')
  const { campaign, ownerPath } = found
  const judge = new RowJudge(campaign, await channels.within(sql, ownerPath))
  const foresight = new Foresight(campaign, {
    assignments: await assignments.ofCampaign(sql, campaign.id),
    coverages: await coverages.coveragesOf(sql, campaign.id),
  })
  const source = { name: file.fileName, bytes: file.bytes }
  let done = 0
  for await (const { rows, total } of readAside(source, { timeZone: file.timeZone, batch: entryBatch })) {
    const judged = judge.judgeAll(rows, await posts.byKeys(sql, keysOf(rows)))
    const goesOn = await sql.begin(async (tx) => {
      const by = rows.length
      if (
        !(await imports.advance(tx, importId, {
          state: 'reading',
          from: done,
          by,
          total: total ?? undefined,
        }))
      )
        return false
      await imports.insertRows(tx, importId, foresight.rows(judged))
      return true
    })
    if (!goesOn) return
    done += rows.length
  }
  await sql.begin(async (tx) => {
    const now = await imports.lockOne(tx, importId)
    if (now?.state !== 'reading') return
    await imports.setState(tx, importId, { state: 'ready', rowsTotal: done, rowsDone: done })
  })
}

async function begin(sql: Sql, importId: string): Promise<(imports.Import & { bytes: Uint8Array }) | null> {
  return sql.begin(async (tx) => {
    const file = await imports.lockOne(tx, importId)
    if (!file || (file.state !== 'waiting' && file.state !== 'reading')) return null
    const bytes = await imports.bytesOf(tx, importId)
    if (!bytes) return null
    await imports.clearRows(tx, importId)
    await imports.setState(tx, importId, { state: 'reading', rowsTotal: 0, rowsDone: 0 })
    return { ...file, bytes }
  })
}

function keysOf(rows: readonly ParsedRow[]): string[] {
  return rows.flatMap((row) => (row.ok ? row.post.keys : []))
}
