import { randomUUID } from 'node:crypto'
import type { Actor } from '#lib/domain/person.ts'
import type { Sql } from '#lib/server/db/pool.ts'
import { done } from '../support/cast.ts'
import { type Product, remind } from './support/product.ts'

type Work = Pick<Product, 'campaignId' | 'assignmentIds'>

/** Commands a second that `writers` at once get through on one campaign. */
export async function perSecond(
  { writers, seconds }: { writers: number; seconds: number },
  write: (writer: number) => Promise<unknown>,
): Promise<number> {
  const end = performance.now() + seconds * 1000
  let count = 0
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      while (performance.now() < end) {
        await write(writer)
        count += 1
      }
    }),
  )
  return count / seconds
}

/** The floor: counter, row and journal entry in a transaction of six round trips, with no session and no rule. */
export function sixRoundTrips(sql: Sql, { campaignId, assignmentIds }: Work): () => Promise<unknown> {
  const stream = `campaign:${campaignId}`
  return () =>
    sql.begin(async (tx) => {
      const [row] = await tx<{ head: number }[]>`select head from stream where id = ${stream} for update`
      const [one] = await tx<{ id: number }[]>`select * from assignment where id = ${assignmentIds[0] ?? 0}`
      await tx`update assignment set reminded_at = ${Date.now()} where id = ${one?.id ?? 0}`
      const entry = {
        streamId: stream,
        seq: (row?.head ?? 0) + 1,
        at: Date.now(),
        commandId: randomUUID(),
        kind: 'assignment.reminded',
        body: tx.json({ assignments: [] }),
      }
      await tx`insert into journal_entry ${tx(entry)}`
      await tx`update stream set head = ${entry.seq} where id = ${stream}`
    })
}

export function throughCommands(
  sql: Sql,
  { campaignId, assignmentIds }: Work,
  { actor }: { actor: Actor },
): () => Promise<unknown> {
  return () => done(sql, actor, { kind: 'remind', campaignId, assignmentIds: assignmentIds.slice(0, 1) })
}

export function throughHttp(product: Product): () => Promise<unknown> {
  return () => remind(product)
}
