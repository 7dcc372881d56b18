import { isDeepStrictEqual } from 'node:util'
import { type Board, emptyBoard, fold } from '../../domain/board.ts'
import { type Entry, entryBatch } from '../../domain/entry.ts'
import type { Sql } from '../db/pool.ts'
import { campaignStream, entriesAfter } from '../journal/journal.ts'
import { boardSnapshot } from './board.ts'

export type Verdict = {
  campaignId: number
  entries: number
  /** Where the journal and the tables disagree, such as `assignments.14.state`; null: nowhere. */
  difference: string | null
}

/** Folds every campaign's journal from empty and compares it with the tables. May run while people work. */
export async function verifyAll(sql: Sql): Promise<Verdict[]> {
  const verdicts: Verdict[] = []
  for (const { id } of await sql<{ id: number }[]>`select id from campaign order by id`) {
    verdicts.push(await verifyCampaign(sql, id))
  }
  return verdicts
}

/** Folds the journal from empty and compares it with the tables as of one seq; writes nothing. */
export async function verifyCampaign(sql: Sql, campaignId: number): Promise<Verdict> {
  const { board, seq } = await boardSnapshot(sql, campaignId)
  let folded = emptyBoard(board.campaign)
  let at = 0
  while (at < seq) {
    const limit = Math.min(entryBatch, seq - at)
    const entries = (await entriesAfter(sql, campaignStream(campaignId), { after: at, limit })) as Entry[]
    const missing = firstMissing(entries, at + 1)
    if (missing < at + 1 + limit) {
      return { campaignId, entries: missing - 1, difference: `the journal has no entry ${missing}` }
    }
    folded = fold(folded, entries)
    at += entries.length
  }
  return { campaignId, entries: at, difference: whereDifferent(folded, board) }
}

function firstMissing(entries: readonly Entry[], from: number): number {
  const index = entries.findIndex(({ seq }, index) => seq !== from + index)
  return from + (index === -1 ? entries.length : index)
}

function whereDifferent(folded: Board, tables: Board): string | null {
  if (isDeepStrictEqual(folded, tables)) return null
  return firstDifference(folded, tables, []) ?? 'somewhere'
}

function firstDifference(folded: unknown, stored: unknown, path: string[]): string | null {
  if (isDeepStrictEqual(folded, stored)) return null
  if (isRecord(folded) && isRecord(stored)) {
    for (const key of new Set([...Object.keys(folded), ...Object.keys(stored)])) {
      const found = firstDifference(folded[key], stored[key], [...path, key])
      if (found) return found
    }
  }
  return `${path.join('.')}: the journal says ${said(folded)}, the tables say ${said(stored)}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function said(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 200)
}
