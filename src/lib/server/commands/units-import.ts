import { createHash } from 'node:crypto'
import { DomainError } from '../../domain/error.ts'
import type { OrgFact } from '../../domain/entry.ts'
import { holds, mayAdminister } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import type { UnitDraft, UnitRow } from '../../domain/units-import.ts'
import { changesSomething, markOf, type PlannedRow, planUnits } from '../../domain/units-plan.ts'
import type { ImportUnits } from '../../protocol/admin.ts'
import type { Reply } from '../../protocol/commands.ts'
import type { Sql, Tx } from '../db/pool.ts'
import * as units from '../store/unit.ts'
import { type Door, requireThat, runCommand } from './frame.ts'
import { changed } from './units.ts'

/** A file's plan, and the mark by which it is agreed to. */
export type UnitsPlan = { rows: PlannedRow[]; mark: string }

/** What a file would do; changes nothing. Throws not_allowed. */
export async function preview(
  sql: Sql | Tx,
  actor: Actor | null,
  rows: readonly UnitRow[],
): Promise<UnitsPlan> {
  requireThat(holds(actor, 'admin'), 'admin')
  const planned = planUnits(rows, await units.standing(sql), (path) => mayAdminister(actor, path))
  return { rows: planned, mark: createHash('sha256').update(markOf(planned)).digest('hex') }
}

/**
 * Does what the preview of these rows said; rows with errors are left out. Result: {added, changed}. Throws
 * changed_meanwhile when units have changed since, so that the file would now do something else.
 */
export function importUnits(door: Door, command: ImportUnits): Promise<Reply> {
  return runCommand(door, { id: command.id, kind: 'importUnits', stream: 'org' }, async (tx) => {
    const plan = await preview(tx, door.actor, command.rows)
    if (plan.mark !== command.seen) throw new DomainError('changed_meanwhile')
    const ids = new Map((await units.standing(tx)).map(({ code, id }) => [keyOf(code), id]))
    const touched = new Set<number>()
    let added = 0
    for (const row of parentsFirstOf(plan.rows)) {
      const unitId =
        row.kind === 'add' ? await add(tx, row.unit, ids) : await change(tx, row.unitId, row.unit, ids)
      if (row.kind === 'add') added++
      touched.add(unitId)
    }
    if (touched.size === 0) return { facts: [], result: { added: 0, changed: 0 } }
    const changedCount = touched.size - added
    for (const id of await units.straightenPaths(tx)) touched.add(id)
    return { facts: factsAbout([...touched]), result: { added, changed: changedCount } }
  })
}

type Doing = Extract<PlannedRow, { unit: UnitDraft }>

/** A unit that is new comes after the one it will stand under, whichever row names it. */
function parentsFirstOf(rows: readonly PlannedRow[]): Doing[] {
  const doing = rows.filter(changesSomething)
  const news = new Map(doing.flatMap((row) => (row.kind === 'add' ? [[keyOf(row.unit.code), row]] : [])))
  const ordered = new Set<Doing>()
  for (const row of doing) {
    const chain: Doing[] = []
    for (let at: Doing | undefined = row; at && !ordered.has(at) && !chain.includes(at);) {
      chain.push(at)
      at = news.get(keyOf(at.unit.parentCode ?? ''))
    }
    for (const one of chain.reverse()) ordered.add(one)
  }
  return [...ordered]
}

async function add(tx: Tx, unit: UnitDraft, ids: Map<string, number>): Promise<number> {
  const parent = await units.one(tx, idOf(ids, unit.parentCode))
  if (!parent) throw new Error(`no unit ${unit.parentCode} above ${unit.code}`)
  const { code, name, shortName, kind, memberCount } = unit
  const { id } = await units.insert(tx, { code, name, shortName, kind, memberCount, parent })
  ids.set(keyOf(code), id)
  return id
}

async function change(tx: Tx, unitId: number, unit: UnitDraft, ids: Map<string, number>): Promise<number> {
  const { code, name, shortName, kind, memberCount } = unit
  await units.change(tx, unitId, { code, name, shortName, kind, memberCount })
  if (unit.parentCode !== null) await units.setParent(tx, unitId, idOf(ids, unit.parentCode))
  return unitId
}

function idOf(ids: ReadonlyMap<string, number>, code: string | null): number {
  const id = ids.get(keyOf(code ?? ''))
  if (id === undefined) throw new Error(`no unit has the code ${code}`)
  return id
}

/** At most 500 ids an entry, so that no message to a screen grows without bound. */
function factsAbout(unitIds: number[]): OrgFact[] {
  const facts: OrgFact[] = []
  for (let from = 0; from < unitIds.length; from += 500) facts.push(changed(unitIds.slice(from, from + 500)))
  return facts
}

function keyOf(code: string): string {
  return code.trim().toLowerCase()
}
