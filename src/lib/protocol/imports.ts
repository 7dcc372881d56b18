import type { FilePost, ImportLine, ReadRow, Verdict } from '../domain/imported.ts'

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
