import type { Assignment, Work } from '../../domain/assignment.ts'
import type { Evidence } from '../../domain/entry.ts'
import { assignmentColumns, beforeColumns, named, type Row } from '../../protocol/packed.ts'
import { isoOf, type Sql, type Tx } from '../db/pool.ts'
import { rowsAsText, valuesOf } from './packed.ts'

/** What an assignment is but for its id. */
const [, ...columns] = assignmentColumns

export function ofCampaign(tx: Sql | Tx, campaignId: number): Promise<Assignment[]> {
  return tx<Assignment[]>`
    select id, ${tx([...columns])} from assignment where campaign_id = ${campaignId} order by id`
}

/** A campaign's assignments in id order as a JSON text of rows (protocol/packed.ts); those of some units, if given. */
export function packed(
  tx: Sql | Tx,
  campaignId: number,
  unitIds: readonly number[] | null = null,
): Promise<string> {
  const before = beforeColumns.map((name) => tx`before -> ${name}`).reduce((all, one) => tx`${all}, ${one}`)
  const facts = valuesOf(tx, assignmentColumns.slice(0, -1), ['dueAt', 'stateAt', 'doneAt', 'remindedAt'])
  return rowsAsText(tx, {
    values: tx`${facts}, case when before is not null then json_build_array(${before}) end`,
    rows: tx`
      select id, ${tx([...columns])} from assignment where campaign_id = ${campaignId}
        ${unitIds ? tx`and unit_id = any(${[...unitIds]})` : tx``} order by id`,
  })
}

/** Those of the campaign among the ids, in id order. The stream's lock keeps them still. */
export function some(tx: Sql | Tx, campaignId: number, ids: readonly number[]): Promise<Assignment[]> {
  return tx<Assignment[]>`
    select id, ${tx([...columns])} from assignment
    where campaign_id = ${campaignId} and id = any(${[...ids]}) order by id`
}

export function ofUnits(tx: Sql | Tx, campaignId: number, unitIds: readonly number[]): Promise<Assignment[]> {
  return tx<Assignment[]>`
    select id, ${tx([...columns])} from assignment
    where campaign_id = ${campaignId} and unit_id = any(${[...unitIds]}) order by id`
}

/** What stands (is not cancelled) for coverages and units: a unit is asked for a coverage once. */
export function standing(
  tx: Tx,
  { coverageIds, unitIds }: { coverageIds: readonly number[]; unitIds: readonly number[] },
): Promise<Pick<Assignment, 'id' | 'coverageId' | 'unitId'>[]> {
  return tx<Pick<Assignment, 'id' | 'coverageId' | 'unitId'>[]>`
    select id, coverage_id, unit_id from assignment
    where coverage_id = any(${[...coverageIds]}) and unit_id = any(${[...unitIds]}) and state <> 'cancelled'`
}

export async function insertMany(
  tx: Tx,
  campaignId: number,
  drafts: readonly Omit<Assignment, 'id'>[],
): Promise<Assignment[]> {
  const rows = drafts.map((draft) => ({ campaignId, ...rowOf(tx, draft) }))
  const ids = await tx<{ id: number }[]>`
    insert into assignment ${tx(rows, 'campaignId', ...columns)} returning id`
  return drafts.map((draft, index) => ({ id: ids[index]?.id ?? 0, ...draft }))
}

/** Writes what a change may touch; one statement, however many. */
export async function saveMany(tx: Tx, changed: readonly Assignment[]): Promise<void> {
  if (changed.length === 0) return
  const rows = changed.map(({ dueAt, stateAt, doneAt, remindedAt, ...assignment }) => ({
    ...assignment,
    dueAt: isoOf(dueAt),
    stateAt: isoOf(stateAt),
    doneAt: doneAt === null ? null : isoOf(doneAt),
    remindedAt: remindedAt === null ? null : isoOf(remindedAt),
  }))
  await tx`
    update assignment set unit_id = c."unitId", person_id = c."personId", due_at = c."dueAt", state = c.state,
      state_by = c."stateBy", state_at = c."stateAt", reason = c.reason, done_by = c."doneBy", done_at = c."doneAt",
      reminded_by = c."remindedBy", reminded_at = c."remindedAt", before = c.before
    from jsonb_to_recordset(${tx.json(rows)}) as c(
      id bigint, "unitId" bigint, "personId" bigint, "dueAt" timestamptz, state text, "stateBy" bigint,
      "stateAt" timestamptz, reason text, "doneBy" bigint, "doneAt" timestamptz, "remindedBy" bigint,
      "remindedAt" timestamptz, before jsonb
    )
    where assignment.id = c.id`
}

/** Of each assignment what a wall is drawn from. */
export async function workOf(tx: Sql | Tx, campaignId: number): Promise<Work[]> {
  const text = await rowsAsText(tx, {
    values: valuesOf(tx, workColumns, ['dueAt', 'doneAt']),
    rows: tx`select ${tx([...workColumns])} from assignment where campaign_id = ${campaignId} order by id`,
  })
  return (JSON.parse(text) as Row[]).map((row) => named<Work>(row, workColumns))
}

const workColumns = ['id', 'unitId', 'dueAt', 'state', 'doneAt'] as const satisfies (keyof Work)[]

/** Photos that show work done; of some units' work, if given. */
export function evidenceOf(
  tx: Sql | Tx,
  campaignId: number,
  unitIds: readonly number[] | null = null,
): Promise<Evidence[]> {
  return tx<Evidence[]>`
    select f.id, f.assignment_id, f.width, f.height, f.at, f.by_person
    from file f join assignment a on a.id = f.assignment_id
    where a.campaign_id = ${campaignId} ${unitIds ? tx`and a.unit_id = any(${[...unitIds]})` : tx``}
    order by f.at, f.id`
}

function rowOf(tx: Tx, { before, ...assignment }: Omit<Assignment, 'id'>) {
  return { ...assignment, before: before === null ? null : tx.json(before) }
}
