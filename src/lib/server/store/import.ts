import type { FilePost, ImportLine, ImportState, ReadRow, Verdict } from '../../domain/imported.ts'
import type { RowToApply } from '../../domain/imported-rows.ts'
import type { Instant } from '../../domain/time.ts'
import type { Sql, Tx } from '../db/pool.ts'
import { jsons, numbers } from './lists.ts'

export type Import = ImportLine & { campaignId: number; sha256: string }

/** A row as read: what the file says and what was made of it. Null: a row too bad to be a post. */
export type ImportRow = ReadRow & {
  row: number
  filePost: FilePost | null
  channelId: number | null
  /** Of a known post: by which names of the file it was not known. */
  newKeys?: string[]
  /** Of a new post: the assignment it will fulfil, as far as can be told before it is applied. */
  assignmentId: number | null
}

const columns = [
  'id',
  'campaignId',
  'byPerson',
  'at',
  'fileName',
  'sha256',
  'timeZone',
  'state',
  'rowsTotal',
  'rowsDone',
  'problem',
  'appliedAt',
] as const

/** Keeps an uploaded file; sent again under the same id it changes nothing. True when it is new. */
export async function insert(
  tx: Tx,
  file: Pick<Import, 'id' | 'campaignId' | 'byPerson' | 'at' | 'fileName' | 'sha256' | 'timeZone'> & {
    bytes: Uint8Array
  },
): Promise<boolean> {
  const row = { ...file, bytes: Buffer.from(file.bytes), state: 'waiting' }
  const made = await tx`insert into import ${tx(row)} on conflict (id) do nothing`
  return made.count === 1
}

export async function one(tx: Sql | Tx, id: string): Promise<Import | null> {
  const [row] = await tx<Import[]>`select ${tx([...columns])} from import where id = ${id}`
  return row ?? null
}

/** The same, locked until the transaction ends. */
export async function lockOne(tx: Tx, id: string): Promise<Import | null> {
  const [row] = await tx<Import[]>`select ${tx([...columns])} from import where id = ${id} for update`
  return row ?? null
}

export function ofCampaign(tx: Sql | Tx, campaignId: number, limit: number): Promise<Import[]> {
  return tx<Import[]>`
    select ${tx([...columns])} from import
    where campaign_id = ${campaignId} and state <> 'dropped' order by at desc limit ${limit}`
}

/** The import by which this very file was applied before, if any. */
export async function applied(
  tx: Sql | Tx,
  { campaignId, sha256 }: { campaignId: number; sha256: string },
): Promise<Import | null> {
  const [row] = await tx<Import[]>`
    select ${tx([...columns])} from import
    where campaign_id = ${campaignId} and sha256 = ${sha256} and state in ('applied', 'applying')
    order by at desc limit 1`
  return row ?? null
}

export async function bytesOf(tx: Sql | Tx, id: string): Promise<Uint8Array | null> {
  const [row] = await tx<{ bytes: Uint8Array | null }[]>`select bytes from import where id = ${id}`
  return row?.bytes ?? null
}

export async function setState(
  tx: Tx,
  id: string,
  { state, rowsTotal, rowsDone }: Pick<Import, 'state' | 'rowsTotal' | 'rowsDone'>,
): Promise<void> {
  await tx`
    update import set state = ${state}, rows_total = ${rowsTotal}, rows_done = ${rowsDone}, problem = null
    where id = ${id}`
}

/** Moves the progress on while the import is still in that state and there; false when it was dropped meanwhile. */
export async function advance(
  tx: Tx,
  id: string,
  { state, from, by, total }: { state: ImportState; from: number; by: number; total?: number },
): Promise<boolean> {
  const moved = await tx`
    update import set rows_done = rows_done + ${by}, rows_total = coalesce(${total ?? null}, rows_total)
    where id = ${id} and state = ${state} and rows_done = ${from}`
  return moved.count === 1
}

/** Ends an import; its file is no longer needed. */
export async function finish(
  tx: Sql | Tx,
  id: string,
  end: { state: 'applied'; at: Instant } | { state: 'failed'; problem: NonNullable<Import['problem']> },
): Promise<void> {
  const problem = end.state === 'failed' ? tx.json(end.problem as Parameters<typeof tx.json>[0]) : null
  await tx`
    update import set state = ${end.state}, bytes = null, problem = ${problem},
      applied_at = ${end.state === 'applied' ? end.at : null}
    where id = ${id} and state not in ('applied', 'dropped')`
}

export async function drop(tx: Tx, id: string): Promise<void> {
  await tx`update import set state = 'dropped', bytes = null where id = ${id}`
  await clearRows(tx, id)
}

export async function clearRows(tx: Tx, id: string): Promise<void> {
  await tx`delete from import_row where import_id = ${id}`
}

export async function insertRows(tx: Tx, id: string, rows: readonly ImportRow[]): Promise<void> {
  if (rows.length === 0) return
  const each = (name: 'row' | 'postId' | 'unitId') => numbers(rows.map((one) => one[name]))
  const bodies = rows.map(({ row: _row, verdict: _verdict, postId: _post, unitId: _unit, ...body }) => body)
  // Arrays, so that the statement is the same however many there are, and is planned once.
  await tx`
    insert into import_row (import_id, row, verdict, post_id, unit_id, body)
    select ${id}, r.* from unnest(${each('row')}::integer[], ${rows.map(({ verdict }) => verdict)}::text[],
      ${each('postId')}::bigint[], ${each('unitId')}::bigint[], ${jsons(bodies)}::jsonb[]) as r`
}

export function rowsOf(
  tx: Sql | Tx,
  id: string,
  { verdict, offset, limit }: { verdict: Verdict; offset: number; limit: number },
): Promise<ImportRow[]> {
  return rows(
    tx`
      select row, verdict, post_id, unit_id, body from import_row
      where import_id = ${id} and verdict = ${verdict} order by row limit ${limit} offset ${offset}`,
  )
}

/**
 * Rows that change the board, in the order of the file, after one row number up to another: a bounded piece of the
 * index, whatever the planner thinks of it.
 */
export async function rowsBetween(
  tx: Sql | Tx,
  id: string,
  { after, upTo }: { after: number; upTo: number },
): Promise<RowToApply[]> {
  const rows = await tx<ToApply[]>`
    select row, case when verdict = 'matched' then post_id end as post_id,
      case when verdict = 'matched'
        then jsonb_build_array(body #> '{filePost,counts}', coalesce(body -> 'newKeys', body #> '{filePost,keys}'))
        else jsonb_build_array(body -> 'filePost', body -> 'channelId')
      end as body
    from import_row
    where import_id = ${id} and row > ${after} and row <= ${upTo} and verdict in ('matched', 'new')
    order by row`
  return rows.map((one) =>
    one.postId === null
      ? { kind: 'post', row: one.row, filePost: one.body[0], channelId: one.body[1] }
      : { kind: 'counts', row: one.row, postId: one.postId, counts: one.body[0], keys: one.body[1] },
  )
}

/** The numbers of the file's first and last row. */
export async function span(tx: Sql | Tx, id: string): Promise<{ first: number; last: number }> {
  const [found] = await tx<{ first: number; last: number }[]>`
    select coalesce(min(row), 0) as first, coalesce(max(row), 0) as last from import_row where import_id = ${id}`
  return found ?? { first: 0, last: 0 }
}

/** The number of the last among the first so many rows that change the board; 0 when there are fewer. */
export async function lastOf(tx: Sql | Tx, id: string, count: number): Promise<number> {
  const [last] = await tx<{ row: number }[]>`
    select row from import_row where import_id = ${id} and verdict in ('matched', 'new')
    order by row limit 1 offset ${count - 1}`
  return last?.row ?? 0
}

/** These rows as posts nobody has reported. */
export async function asNew(tx: Tx, id: string, numbers: readonly number[]): Promise<RowToApply[]> {
  const found = await rows(
    tx`
      select row, verdict, post_id, unit_id, body from import_row
      where import_id = ${id} and row = any(${[...numbers]}::integer[]) order by row`,
  )
  return found.flatMap(({ row, filePost, channelId }) =>
    filePost ? [{ kind: 'post', row, filePost, channelId }] : [],
  )
}

/** How many of the new posts will fulfil an assignment. */
export async function countMatching(tx: Sql | Tx, id: string): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    select count(*) as count from import_row
    where import_id = ${id} and verdict = 'new' and (body ->> 'assignmentId') is not null`
  return row?.count ?? 0
}

export async function countsByVerdict(tx: Sql | Tx, id: string): Promise<Partial<Record<Verdict, number>>> {
  const counted = await tx<{ verdict: Verdict; count: number }[]>`
    select verdict, count(*) as count from import_row where import_id = ${id} group by verdict`
  return Object.fromEntries(counted.map(({ verdict, count }) => [verdict, count]))
}

/** Written by insertRows, as Body: the one place that reads it back. */
type ToApply = { row: number } & (
  | { postId: number; body: [counts: FilePost['counts'], keys: string[]] }
  | { postId: null; body: [filePost: FilePost, channelId: number | null] }
)
type Body = Omit<ImportRow, 'row' | 'verdict' | 'postId' | 'unitId'>
type Row = Pick<ImportRow, 'row' | 'verdict' | 'postId' | 'unitId'> & { body: Body }

async function rows(query: PromiseLike<readonly unknown[]>): Promise<ImportRow[]> {
  // Written by insertRows: the one place that reads them back.
  return ((await query) as readonly Row[]).map(({ body, ...row }) => ({ ...row, ...body }))
}

/** Imports under way that no process is working on; see whileHeld. */
export function abandoned(tx: Tx): Promise<Pick<Import, 'id' | 'state'>[]> {
  return tx<Pick<Import, 'id' | 'state'>[]>`
    with under_way as materialized (
      select id, state from import where state in ('waiting', 'reading', 'applying'))
    select id, state from under_way where pg_try_advisory_xact_lock(hashtextextended('import:' || id, 0))`
}
