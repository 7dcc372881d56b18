import { foldText } from '../../domain/fold-text.ts'
import { IngestError } from './error.ts'
import type { Row, Table } from './table.ts'

/** Where each column stands, and what the file calls it. */
export type Columns<Name extends string> = Partial<Record<Name, { index: number; header: string }>>

export type Header<Name extends string> = { row: number; columns: Columns<Name>; found: string[] }

/** Titles and notes people put above a table. */
const rowsToSearch = 15

/**
 * Finds the header among the first rows: the one that names most columns. Names are compared without case,
 * accents and spaces; of several names of a column the first in the list wins.
 */
export async function findHeader<Name extends string>(
  table: Table,
  names: Record<Name, readonly string[]>,
): Promise<Header<Name>> {
  let best: Header<Name> | null = null
  for await (const row of table.rows()) {
    const header = readHeader(row, names)
    if (!best || size(header) > size(best)) best = header
    if (row.row >= rowsToSearch) break
  }
  return best ?? { row: 0, columns: {}, found: [] }
}

/** Refuses the file unless of every group at least one column is there; says what is missing by its first name. */
export function requireColumns<Name extends string>(
  { columns, found }: Header<Name>,
  groups: readonly (readonly Name[])[],
  { name, names }: { name: string; names: Record<Name, readonly string[]> },
): void {
  const missing = groups.filter((group) => !group.some((column) => columns[column]))
  if (missing.length === 0) return
  throw new IngestError('import_columns_missing', {
    name,
    missing: missing.map((group) => group.map((column) => names[column][0])),
    found: found.slice(0, 60),
  })
}

function readHeader<Name extends string>(
  { row, cells }: Row,
  names: Record<Name, readonly string[]>,
): Header<Name> {
  const places = new Map<string, number>()
  cells.forEach((cell, index) => {
    const folded = foldText(cell)
    if (folded !== '' && !places.has(folded)) places.set(folded, index)
  })
  const columns: Columns<Name> = {}
  for (const column of Object.keys(names) as Name[]) {
    const index = names[column].map((name) => places.get(foldText(name))).find((place) => place !== undefined)
    if (index !== undefined) columns[column] = { index, header: cells[index]?.trim() ?? '' }
  }
  return { row, columns, found: cells.map((cell) => cell.trim()).filter((cell) => cell !== '') }
}

function size(header: Header<string>): number {
  return Object.keys(header.columns).length
}
