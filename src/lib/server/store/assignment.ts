import type { Assignment } from '../../domain/assignment.ts'
import type { Evidence } from '../../domain/entry.ts'
import type { Sql, Tx } from '../db/pool.ts'

const columns = [
  'coverageId',
  'unitId',
  'personId',
  'dueAt',
  'state',
  'stateBy',
  'stateAt',
  'reason',
  'doneBy',
  'doneAt',
  'remindedBy',
  'remindedAt',
  'before',
] as const

export function ofCampaign(tx: Sql | Tx, campaignId: number): Promise<Assignment[]> {
  return tx<Assignment[]>`
    select id, ${tx([...columns])} from assignment where campaign_id = ${campaignId} order by id`
}

/** Those of the campaign among the ids, in id order. The stream's lock keeps them still. */
export function some(tx: Sql | Tx, campaignId: number, ids: readonly number[]): Promise<Assignment[]> {
  return tx<Assignment[]>`
    select id, ${tx([...columns])} from assignment
    where campaign_id = ${campaignId} and id = any(${[...ids]}) order by id`
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

export async function saveMany(tx: Tx, assignments: readonly Assignment[]): Promise<void> {
  await Promise.all(
    assignments.map(
      (assignment) =>
        tx`update assignment set ${tx(rowOf(tx, assignment), ...columns)} where id = ${assignment.id}`,
    ),
  )
}

export function evidenceOf(tx: Sql | Tx, campaignId: number): Promise<Evidence[]> {
  return tx<Evidence[]>`
    select id, assignment_id, width, height, at, by_person from file
    where campaign_id = ${campaignId} and assignment_id is not null order by at, id`
}

function rowOf(tx: Tx, { before, ...assignment }: Omit<Assignment, 'id'>) {
  return { ...assignment, before: before === null ? null : tx.json(before) }
}
