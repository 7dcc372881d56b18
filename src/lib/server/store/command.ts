import { DomainError } from '../../domain/error.ts'
import type { Instant } from '../../domain/time.ts'
import type { Accepted } from '../../protocol/commands.ts'
import type { Tx } from '../db/pool.ts'

/** The reply once given to a command; bad_input when its id was used by somebody else. */
export async function replyTo(
  tx: Tx,
  id: string,
  { personId }: { personId: number },
): Promise<Accepted | null> {
  const [row] = await tx<{ reply: Accepted; personId: number | null }[]>`
    select reply, person_id from command where id = ${id}`
  if (!row) return null
  if (row.personId !== personId) throw new DomainError('bad_input', { field: 'id' })
  return row.reply
}

export async function store(
  tx: Tx,
  row: { id: string; personId: number; kind: string; reply: Accepted; at: Instant },
): Promise<void> {
  await tx`insert into command ${tx({ ...row, reply: tx.json(row.reply) })}`
}
