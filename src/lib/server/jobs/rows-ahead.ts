import { entryBatch } from '../../domain/entry.ts'
import type { RowToApply } from '../../domain/imported-rows.ts'
import type { Sql } from '../db/pool.ts'
import * as imports from '../store/import.ts'

/**
 * The rows of a file that change the board, batch after batch; the next one is read while the last is applied. Rows are
 * counted only to find the place again after a restart: far into a large file that takes long.
 */
export class RowsAhead {
  readonly #sql: Sql
  readonly #importId: string
  /** How many rows were given so far; -1: not known. */
  #offset = -1
  /** The number of the row up to which the file was looked at. */
  #row = 0
  #lastRow = 0
  #next: Promise<RowToApply[]> = Promise.resolve([])

  constructor(sql: Sql, importId: string) {
    this.#sql = sql
    this.#importId = importId
  }

  /** Rows after the first `offset`, at most entryBatch; none at the end of the file. */
  async from(offset: number): Promise<RowToApply[]> {
    if (offset !== this.#offset) {
      await this.#next
      const { first, last } = await imports.span(this.#sql, this.#importId)
      this.#lastRow = last
      this.#row = offset === 0 ? first - 1 : await imports.lastOf(this.#sql, this.#importId, offset)
      this.#next = this.#read()
    }
    const rows = await this.#next
    this.#offset = offset + rows.length
    this.#next = this.#read()
    // Heard of when it is asked for, if it is.
    this.#next.catch(() => undefined)
    return rows
  }

  /** Most rows of a file may be as they were: pieces of it, until there is a batch. */
  async #read(): Promise<RowToApply[]> {
    const rows: RowToApply[] = []
    while (rows.length <= entryBatch - piece && this.#row < this.#lastRow) {
      const after = this.#row
      const upTo = rows.length === 0 ? after + entryBatch : after + piece
      rows.push(...(await imports.rowsBetween(this.#sql, this.#importId, { after, upTo })))
      this.#row = upTo
    }
    return rows
  }
}

/** Rows of the file. */
const piece = entryBatch / 2
