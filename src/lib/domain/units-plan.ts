import {
  parentsFirst,
  resolveUnits,
  type UnitDraft,
  type UnitRow,
  type UnitRowError,
} from './units-import.ts'
import type { Unit } from './unit.ts'

/** A unit that is there, or was: a code is never given twice. */
export type StandingUnit = Unit & { parentCode: string | null; isEnded: boolean }

export type UnitColumn = keyof Omit<UnitRow, 'row'>
export type UnitChange = { column: UnitColumn; from: string; to: string }

/** What a row of a units file will do. */
export type PlannedRow = { row: number; code: string; name: string } & (
  | { kind: 'add'; unit: UnitDraft }
  | { kind: 'change'; unitId: number; unit: UnitDraft; changes: UnitChange[] }
  | { kind: 'same' }
  | { kind: 'bad'; errors: UnitRowError[] }
)

type Keeps = (path: string) => boolean

/**
 * What a units file will do to the units that are there, row by row, as far as its sender keeps them. A cell left
 * blank keeps what a unit has, so that the same file twice, or one with fewer columns, changes nothing more.
 */
export function planUnits(
  rows: readonly UnitRow[],
  standing: readonly StandingUnit[],
  keeps: Keeps,
): PlannedRow[] {
  const known = new Map(standing.map((unit) => [keyOf(unit.code), unit]))
  const filled = rows.map((row) => filledIn(row, known.get(keyOf(row.code))))
  const results = resolveUnits(filled, standing)
  const refused = refusalsOf(parentsFirst(results), { known, keeps })
  return results.map((result, index): PlannedRow => {
    const { code = '', name = '' } = filled[index] ?? {}
    const head = { row: result.row, code, name }
    if (!result.ok) return { ...head, kind: 'bad', errors: result.errors }
    const { unit } = result
    const refusal = refused.get(keyOf(unit.code))
    if (refusal) return { ...head, kind: 'bad', errors: [refusal] }
    const now = known.get(keyOf(unit.code))
    if (!now) return { ...head, kind: 'add', unit }
    const changes = changesOf(now, unit)
    if (changes.length === 0) return { ...head, kind: 'same' }
    return { ...head, kind: 'change', unitId: now.id, unit, changes }
  })
}

/** The same for the same outcome: what was shown before it was agreed to is compared by it. */
export function markOf(plan: readonly PlannedRow[]): string {
  return JSON.stringify(
    plan.filter(changesSomething).map((row) => (row.kind === 'add' ? row.unit : [row.unitId, row.changes])),
  )
}

/** Whether applying the file does anything for the row. */
export function changesSomething(row: PlannedRow): row is Extract<PlannedRow, { unit: UnitDraft }> {
  return row.kind === 'add' || row.kind === 'change'
}

/** What a person may not do to units they do not keep, by code; it spreads to what would be made below. */
function refusalsOf(
  drafts: readonly UnitDraft[],
  { known, keeps }: { known: ReadonlyMap<string, StandingUnit>; keeps: Keeps },
): Map<string, UnitRowError> {
  const refused = new Map<string, UnitRowError>()
  const made = new Set<string>()
  const mayHold = (parentCode: string | null) => {
    if (parentCode === null) return false
    const parent = known.get(keyOf(parentCode))
    return parent ? !parent.isEnded && keeps(parent.path) : made.has(keyOf(parentCode))
  }
  for (const draft of drafts) {
    const key = keyOf(draft.code)
    const now = known.get(key)
    const bad = (code: UnitRowError['code'], column: UnitColumn) =>
      refused.set(key, { code, column, value: (column === 'code' ? draft.code : draft.parentCode) ?? '' })
    if (now?.isEnded) bad('has_ended', 'code')
    else if (now && !keeps(now.path)) bad('not_kept', 'code')
    else if (now && keyOf(now.parentCode ?? '') === keyOf(draft.parentCode ?? '')) continue
    else if (draft.parentCode === null) bad('parent_missing', 'parentCode')
    else if (refused.has(keyOf(draft.parentCode)) && !known.has(keyOf(draft.parentCode)))
      bad('parent_is_bad', 'parentCode')
    else if (known.get(keyOf(draft.parentCode))?.isEnded) bad('has_ended', 'parentCode')
    else if (!mayHold(draft.parentCode)) bad('not_kept', 'parentCode')
    else if (now && !mayHold(now.parentCode)) bad('not_kept', 'parentCode')
    else if (!now) made.add(key)
  }
  return refused
}

/** Blank cells of a unit that is there say what it has. */
function filledIn(row: UnitRow, unit: StandingUnit | undefined): UnitRow {
  if (!unit) return row
  return {
    ...row,
    name: row.name || unit.name,
    shortName: row.shortName || unit.shortName,
    kind: row.kind || unit.kind,
    parentCode: row.parentCode || (unit.parentCode ?? ''),
    members: row.members || String(unit.memberCount),
  }
}

function changesOf(now: StandingUnit, unit: UnitDraft): UnitChange[] {
  const pairs: [UnitColumn, string, string][] = [
    ['name', now.name, unit.name],
    ['shortName', now.shortName, unit.shortName],
    ['kind', now.kind, unit.kind],
    ['parentCode', now.parentCode ?? '', unit.parentCode ?? ''],
    ['members', String(now.memberCount), String(unit.memberCount)],
  ]
  return pairs
    .map(([column, from, to]) => ({ column, from, to }))
    .filter(({ column, from, to }) =>
      column === 'parentCode' ? keyOf(from) !== keyOf(to) : from.normalize('NFC') !== to.normalize('NFC'),
    )
}

function keyOf(code: string): string {
  return code.trim().toLowerCase()
}
