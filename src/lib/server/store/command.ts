import type { Instant } from '../../domain/time.ts'
import type { Accepted } from '../../protocol/commands.ts'
import { isoOf, type Tx } from '../db/pool.ts'

export type CommandRow = { id: string; personId: number; kind: string; reply: Accepted; at: Instant }

/** The replies given to those of the ids that were here before, and to whom. */
export async function repliesTo(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { personId: number | null; reply: Accepted }>> {
  const rows = await tx<{ id: string; personId: number | null; reply: Accepted }[]>`
    select id, person_id, reply from command where id = any(${[...ids]}::uuid[])`
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

export async function store(tx: Tx, rows: readonly CommandRow[]): Promise<void> {
  if (rows.length === 0) return
  const list = rows.map(({ at, ...row }) => ({ ...row, at: isoOf(at) }))
  await tx`
    insert into command (id, person_id, kind, reply, at)
    select id, "personId", kind, reply, at
    from jsonb_to_recordset(${tx.json(list)}) as c(id uuid, "personId" bigint, kind text, reply jsonb, at timestamptz)`
}
