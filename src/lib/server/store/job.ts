import type { Tx } from '../db/pool.ts'

/** Work done in the background, by name, with what it is about. */
export type Jobs = {
  'read-import': { importId: string }
  'apply-import': { importId: string }
}
export type JobName = keyof Jobs

/**
 * Queues work in the caller's transaction: it happens if and only if that commits. A job of the same key that has
 * not begun yet is replaced.
 */
export async function addJob<Name extends JobName>(
  tx: Tx,
  name: Name,
  { payload, key }: { payload: Jobs[Name]; key: string },
): Promise<void> {
  await tx`
    select graphile_worker.add_job(${name}, ${tx.json(payload)}::json, max_attempts => ${tries}, job_key => ${key})`
}

/** The last try is about a quarter of an hour after the first. */
export const tries = 6
