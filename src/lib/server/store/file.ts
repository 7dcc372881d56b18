import type { Evidence } from '../../domain/entry.ts'
import type { Instant } from '../../domain/time.ts'
import type { Sql, Tx } from '../db/pool.ts'

export type Photo = {
  id: string
  campaignId: number
  unitId: number
  byPerson: number
  at: Instant
  mime: string
  width: number
  height: number
  bytes: Uint8Array
}

/** Keeps an uploaded photo; sent again under the same id it changes nothing. */
export async function insert(sql: Sql | Tx, photo: Photo): Promise<void> {
  await sql`insert into file ${sql({ ...photo, bytes: Buffer.from(photo.bytes) })} on conflict (id) do nothing`
}

export async function read(
  sql: Sql | Tx,
  id: string,
): Promise<{ campaignId: number; unitId: number; byPerson: number; mime: string; bytes: Uint8Array } | null> {
  const [row] = await sql<
    { campaignId: number; unitId: number; byPerson: number; mime: string; bytes: Uint8Array }[]
  >`select campaign_id, unit_id, by_person, mime, bytes from file where id = ${id}`
  return row ?? null
}

/** Makes uploaded photos the evidence of an assignment: those of its unit that are not evidence yet. */
export function attach(
  tx: Tx,
  ids: readonly string[],
  {
    campaignId,
    assignmentId,
    unitId,
    at,
  }: { campaignId: number; assignmentId: number; unitId: number; at: Instant },
): Promise<Evidence[]> {
  return tx<Evidence[]>`
    update file set assignment_id = ${assignmentId}, at = ${at}
    where id = any(${[...ids]}::uuid[]) and campaign_id = ${campaignId} and unit_id = ${unitId}
      and assignment_id is null
    returning id, assignment_id, width, height, at, by_person`
}

/** Takes evidence away again: what was attached at this instant. */
export async function detach(
  tx: Tx,
  { assignmentId, at }: { assignmentId: number; at: Instant },
): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    update file set assignment_id = null where assignment_id = ${assignmentId} and at = ${at} returning id`
  return rows.map(({ id }) => id)
}

export async function countOf(tx: Tx, assignmentId: number): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    select count(*) as count from file where assignment_id = ${assignmentId}`
  return row?.count ?? 0
}

/** The unit an assignment was given to, with its place in the tree. */
export async function unitOfAssignment(
  sql: Sql | Tx,
  { campaignId, assignmentId }: { campaignId: number; assignmentId: number },
): Promise<{ unitId: number; path: string } | null> {
  const [row] = await sql<{ unitId: number; path: string }[]>`
    select a.unit_id, u.path from assignment a join unit u on u.id = a.unit_id
    where a.id = ${assignmentId} and a.campaign_id = ${campaignId}`
  return row ?? null
}
