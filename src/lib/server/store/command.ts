import type { Instant } from '../../domain/time.ts'
import type { Accepted } from '../../protocol/commands.ts'
import type { Tx } from '../db/pool.ts'

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
  await tx`insert into command ${tx(rows.map((row) => ({ ...row, reply: tx.json(row.reply) })))}`
}
