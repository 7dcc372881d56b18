import { longestShortName, shortNameFrom, unitKindFrom } from './unit-words.ts'
import type { UnitKind } from './unit.ts'

/** A row as written: every cell as text, blank where there is none. */
export type UnitRow = {
  row: number
  code: string
  name: string
  shortName: string
  kind: string
  parentCode: string
  members: string
}

export type UnitDraft = {
  code: string
  name: string
  shortName: string
  kind: UnitKind
  /** Null: the top of the tree. */
  parentCode: string | null
  memberCount: number
  /** Whether a unit of this code is there already: the row changes it. */
  exists: boolean
}

export type UnitRowError = {
  code:
    | 'code_missing'
    | 'code_repeated'
    | 'name_missing'
    | 'short_name_too_long'
    | 'kind_missing'
    | 'kind_unknown'
    | 'parent_missing'
    | 'parent_unknown'
    | 'parent_is_bad'
    | 'loop'
    | 'bad_number'
    | 'not_kept'
    | 'has_ended'
  column: keyof Omit<UnitRow, 'row'>
  value: string
}

export type UnitResult =
  { row: number; ok: true; unit: UnitDraft } | { row: number; ok: false; errors: UnitRowError[] }

export type KnownUnit = { code: string; parentCode: string | null }

/**
 * Checks rows of a units file against each other and the units already there, whatever order they stand in. Codes are
 * the same whatever their case. A short name left blank is made from the name, a kind left blank too.
 */
export function resolveUnits(rows: readonly UnitRow[], existing: readonly KnownUnit[]): UnitResult[] {
  const known = new Map(existing.map((unit) => [codeKey(unit.code), unit]))
  const firstRows = new Map<string, number>()
  for (const { row, code } of rows) {
    const key = codeKey(code)
    if (key !== '' && !firstRows.has(key)) firstRows.set(key, row)
  }
  const read = rows.map((row) => readRow(row, { known, firstRows }))
  const parents = new Map(
    existing.map(({ code, parentCode }) => [codeKey(code), parentCode && codeKey(parentCode)]),
  )
  for (const { unit } of read) parents.set(codeKey(unit.code), unit.parentCode && codeKey(unit.parentCode))
  for (const { unit, errors } of read) {
    if (isInLoop(codeKey(unit.code), parents)) errors.push(error('loop', 'parentCode', unit.parentCode ?? ''))
  }
  spreadErrors(read, known)
  return read.map(({ row, unit, errors }) =>
    errors.length === 0 ? { row, ok: true, unit } : { row, ok: false, errors },
  )
}

/** Good units in an order in which every parent comes before its children. */
export function parentsFirst(results: readonly UnitResult[]): UnitDraft[] {
  const units = new Map(
    results.flatMap((one) => (one.ok ? [[codeKey(one.unit.code), one.unit] as const] : [])),
  )
  const ordered = new Set<UnitDraft>()
  for (const unit of units.values()) {
    const missing: UnitDraft[] = []
    for (let at: UnitDraft | undefined = unit; at && !ordered.has(at);) {
      missing.push(at)
      at = at.parentCode === null ? undefined : units.get(codeKey(at.parentCode))
    }
    for (const one of missing.reverse()) ordered.add(one)
  }
  return [...ordered]
}

type Read = { row: number; unit: UnitDraft; errors: UnitRowError[] }

function readRow(
  cells: UnitRow,
  { known, firstRows }: { known: Map<string, KnownUnit>; firstRows: Map<string, number> },
): Read {
  const errors: UnitRowError[] = []
  const key = codeKey(cells.code)
  const bad = (code: UnitRowError['code'], column: UnitRowError['column']) =>
    errors.push(error(code, column, cells[column]))

  if (key === '') bad('code_missing', 'code')
  else if (firstRows.get(key) !== cells.row) bad('code_repeated', 'code')
  if (cells.name === '') bad('name_missing', 'name')
  if ([...cells.shortName].length > longestShortName) bad('short_name_too_long', 'shortName')

  const kind = unitKindFrom(cells.kind === '' ? cells.name : cells.kind)
  if (kind === null) bad(cells.kind === '' ? 'kind_missing' : 'kind_unknown', 'kind')

  const parentKey = codeKey(cells.parentCode)
  const mayBeTop = kind === 'federation' || kind === 'confederation'
  if (parentKey === '' && !mayBeTop) bad('parent_missing', 'parentCode')
  if (parentKey !== '' && !firstRows.has(parentKey) && !known.has(parentKey))
    bad('parent_unknown', 'parentCode')

  const memberCount = membersIn(cells.members)
  if (memberCount === null) bad('bad_number', 'members')

  const unit: UnitDraft = {
    code: known.get(key)?.code ?? cells.code,
    name: cells.name,
    shortName: cells.shortName || shortNameFrom(cells.name),
    kind: kind ?? 'grassroots_union',
    parentCode: parentKey === '' ? null : (known.get(parentKey)?.code ?? cells.parentCode),
    memberCount: memberCount ?? 0,
    exists: known.has(key),
  }
  return { row: cells.row, unit, errors }
}

/** A unit below one that cannot be made cannot be made either; one that is there already can stay the parent. */
function spreadErrors(read: readonly Read[], known: ReadonlyMap<string, KnownUnit>): void {
  const bad = new Set<string>()
  const children = new Map<string, Read[]>()
  for (const one of read) {
    const parent = codeKey(one.unit.parentCode ?? '')
    const siblings = children.get(parent)
    if (siblings) siblings.push(one)
    else children.set(parent, [one])
  }
  const isRepeat = ({ errors }: Read) => errors.some(({ code }) => code === 'code_repeated')
  const queue = read
    .filter((one) => one.errors.length > 0 && !isRepeat(one))
    .map(({ unit }) => codeKey(unit.code))
  for (let code = queue.pop(); code !== undefined; code = queue.pop()) {
    if (code === '' || bad.has(code) || known.has(code)) continue
    bad.add(code)
    for (const child of children.get(code) ?? []) {
      if (child.errors.length > 0) continue
      child.errors.push(error('parent_is_bad', 'parentCode', child.unit.parentCode ?? ''))
      queue.push(codeKey(child.unit.code))
    }
  }
}

function isInLoop(code: string, parents: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set<string>()
  for (let at: string | null | undefined = parents.get(code); at && !seen.has(at); at = parents.get(at)) {
    if (at === code) return true
    seen.add(at)
  }
  return false
}

function membersIn(text: string): number | null {
  const digits = text.replace(/[\s.,](?=\d{3}(?:\D|$))/gu, '')
  if (digits === '') return 0
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null
}

function error(code: UnitRowError['code'], column: UnitRowError['column'], value: string): UnitRowError {
  return { code, column, value: value.slice(0, 200) }
}

function codeKey(code: string): string {
  return code.trim().toLowerCase()
}
