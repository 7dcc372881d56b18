import type { UnitRow } from '#lib/domain/units-import.ts'

const columns = ['code', 'name', 'shortName', 'kind', 'parentCode', 'members'] as const

/** Rows of a units file, each written as 'code;name;shortName;kind;parentCode;members'; the first is line 2. */
export function rowsOf(...lines: string[]): UnitRow[] {
  return lines.map((line, index) => {
    const cells = line.split(';')
    const said = Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']))
    return { row: index + 2, ...said } as UnitRow
  })
}
