import type { Sql } from '../../db/pool.ts'
import { addJob } from '../../store/job.ts'
import * as imports from '../../store/import.ts'

/**
 * Queues again what a killed process left half done. The queue itself would wait four hours before it believes
 * that a worker is gone; the lock of whileHeld tells at once.
 */
export async function resumeImports(sql: Sql): Promise<void> {
  await sql.begin(async (tx) => {
    for (const { id, state } of await imports.abandoned(tx)) {
      const name = state === 'applying' ? 'apply-import' : 'read-import'
      await addJob(tx, name, { payload: { importId: id }, key: `import:${id}` })
    }
  })
}
