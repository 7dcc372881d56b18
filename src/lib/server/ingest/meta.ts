import type { Header } from './headers.ts'
import { findHeader, requireColumns } from './headers.ts'
import { countColumns, metaColumns, type MetaColumn } from './meta-columns.ts'
import { PostDays } from './meta-days.ts'
import { isExplanation, readRow, type ParsedRow, type Reading } from './meta-row.ts'
import { dayIn, DateOrderSeen, type DateOrder } from './publish-time.ts'
import { openTable, type Source, type Table } from './table.ts'

export type { BadCell, ImportedPost, ParsedRow } from './meta-row.ts'

/** Meta's exports write publish times in this zone and do not say so. */
const metaTimeZone = 'America/Los_Angeles'

/** What can only be told from the whole file. */
export type MetaOutline = {
  header: Header<MetaColumn>
  /** Rows below the header, for showing how far the reading is. */
  rows: number
  order: DateOrder
  /** Whether counts come per post and day instead of per post. */
  isDaily: boolean
}

/**
 * Reads a content export of Meta Business Suite, CSV or XLSX, Facebook or Instagram, English or Vietnamese: once to see how
 * it is laid out and how long it is, once to read its posts. Throws IngestError when it is no such file.
 *
 * Rows are given as they are read. A file with daily figures gives each post once, after its last row: reactions,
 * comments, shares and views added up; reach is left out, as the same people come on several days.
 */
export async function* parseMetaExport(
  source: Source,
  {
    timeZone = metaTimeZone,
    onOutline,
  }: { timeZone?: string; onOutline?: (outline: MetaOutline) => void } = {},
): AsyncGenerator<ParsedRow> {
  const table = await openTable(source)
  try {
    const outline = await outlineOf(table, source.name)
    onOutline?.(outline)
    yield* rowsOf(table, outline, timeZone)
  } finally {
    await table.close()
  }
}

async function outlineOf(table: Table, name: string): Promise<MetaOutline> {
  const header = await findHeader(table, metaColumns)
  requireColumns(header, [['postId', 'permalink'], ['publishTime'], [...countColumns]], {
    name,
    names: metaColumns,
  })
  const seen = new DateOrderSeen()
  const { publishTime, date } = header.columns
  const asWritten: DateOrder = { dayFirst: false, swapDateCells: false }
  let rows = 0
  let isDaily = false
  for await (const { row, cells } of table.rows()) {
    if (row <= header.row || isBlank(cells)) continue
    rows += 1
    seen.see(cells[publishTime?.index ?? -1] ?? '')
    isDaily ||= dayIn(cells[date?.index ?? -1] ?? '', asWritten) !== null
  }
  return { header, rows, order: seen.order(table.kind), isDaily }
}

async function* rowsOf(table: Table, outline: MetaOutline, timeZone: string): AsyncGenerator<ParsedRow> {
  const { header, order, isDaily } = outline
  const reading: Reading = { columns: header.columns, order, timeZone }
  const days = new PostDays()
  let isFirst = true
  for await (const row of table.rows()) {
    if (row.row <= header.row || isBlank(row.cells)) continue
    const skipped = isFirst && isExplanation(row, reading)
    isFirst = false
    if (skipped) continue
    const parsed = readRow(row, reading)
    if (isDaily && parsed.ok) days.add(parsed.row, parsed.post)
    else yield parsed
  }
  yield* days.posts()
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
}
