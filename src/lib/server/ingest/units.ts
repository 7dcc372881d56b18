import { resolveUnits, type KnownUnit, type UnitResult, type UnitRow } from '../../domain/units-import.ts'
import { IngestError } from './error.ts'
import { findHeader, requireColumns } from './headers.ts'
import { openTable, type Source } from './table.ts'

export type { UnitResult } from '../../domain/units-import.ts'

/** Names of the columns, the one we write first; the file people download to fill in has these. */
const unitColumns = {
  code: ['Mã', 'Mã đơn vị', 'Mã công đoàn', 'Code', 'Unit code'],
  name: ['Tên', 'Tên đơn vị', 'Tên công đoàn', 'Name', 'Unit name'],
  shortName: ['Tên ngắn', 'Tên viết tắt', 'Tên rút gọn', 'Short name'],
  kind: ['Loại', 'Loại đơn vị', 'Loại hình', 'Cấp', 'Kind', 'Type'],
  parentCode: ['Mã đơn vị cấp trên', 'Mã cấp trên', 'Cấp trên', 'Đơn vị cấp trên', 'Parent code', 'Parent'],
  members: ['Số đoàn viên', 'Đoàn viên', 'Số ĐV', 'Members', 'Member count'],
} satisfies Record<string, readonly string[]>

/** The country has about 120,000 grassroots unions; a province a few thousand. */
const mostRows = 200_000

/**
 * Reads a units file (CSV or XLSX) and checks every row, against each other and the units already there. Throws
 * IngestError when there is no column of codes or names.
 */
export async function parseUnits(
  source: Source,
  { existing }: { existing: readonly KnownUnit[] },
): Promise<{ rows: UnitResult[] }> {
  return { rows: resolveUnits(await unitRows(source), existing) }
}

/** The rows of a units file as they stand, unchecked. Throws IngestError as parseUnits does. */
export async function unitRows(source: Source): Promise<UnitRow[]> {
  const table = await openTable(source)
  try {
    const header = await findHeader(table, unitColumns)
    requireColumns(header, [['code'], ['name']], { name: source.name, names: unitColumns })
    const rows: UnitRow[] = []
    for await (const { row, cells } of table.rows()) {
      if (row <= header.row || cells.every((cell) => cell.trim() === '')) continue
      if (rows.length === mostRows)
        throw new IngestError('file_too_large', { name: source.name, rows: mostRows })
      const cell = (column: keyof typeof unitColumns) =>
        (cells[header.columns[column]?.index ?? -1] ?? '').replace(/\s+/gu, ' ').trim()
      rows.push({
        row,
        code: cell('code'),
        name: cell('name'),
        shortName: cell('shortName'),
        kind: cell('kind'),
        parentCode: cell('parentCode'),
        members: cell('members'),
      })
    }
    return rows
  } finally {
    await table.close()
  }
}

/** What Excel opens in columns and with its letters right: a byte order mark, semicolons, CRLF. */
export function unitsFile(
  units: readonly {
    code: string
    name: string
    shortName: string
    kind: string
    parentCode: string
    memberCount: number
  }[],
): string {
  const header = Object.values(unitColumns).map(([name = '']) => name)
  const rows = units.map(({ code, name, shortName, kind, parentCode, memberCount }) =>
    [code, name, shortName, kind, parentCode, String(memberCount)].map(cellOf),
  )
  return '\ufeff' + [header, ...rows].map((cells) => cells.join(';') + '\r\n').join('')
}

/** Quoted where it must be; what a spreadsheet would calculate stays text. */
function cellOf(text: string): string {
  const harmless = /^[=+@\t\r-]/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
