import type { FilePost, ImportState, ReadRow, Verdict } from '../domain/imported.ts'
import type { Instant } from '../domain/time.ts'

/** A file somebody dropped on the board. */
export type ImportLine = {
  id: string
  byPerson: number
  at: Instant
  fileName: string
  timeZone: string
  state: ImportState
  /** 0: not known yet. */
  rowsTotal: number
  rowsDone: number
  problem: { code: string; data: Record<string, unknown> } | null
  appliedAt: Instant | null
}

/** How far an import is and what it found: GET /api/imports/:id. */
export type ImportView = ImportLine & {
  campaignId: number
  counts: Partial<Record<Verdict, number>>
  /** Of the new posts: how many fulfil an assignment. Known once all is read, not while it is being applied. */
  matching: number
}

/** Post null: the row could not be read as one. */
export type ImportRowView = ReadRow & { row: number; post: FilePost | null; assignmentId: number | null }

export type ImportRows = { rows: ImportRowView[]; pageSize: number }
