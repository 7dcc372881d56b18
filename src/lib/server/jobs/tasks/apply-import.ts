import { applyBatch } from '../../commands/imports.ts'
import type { Sql } from '../../db/pool.ts'
import * as imports from '../../store/import.ts'
import { whileHeld } from '../hold.ts'

/**
 * Applies a file that has been read, batch after batch, each in a short transaction, so that others get their
 * turn in between. Begun again after a crash it goes on where the last batch ended.
 */
export async function applyImport(sql: Sql, { importId }: { importId: string }): Promise<void> {
  await whileHeld(sql, `import:${importId}`, async () => {
    let refusals = 0
    while (true) {
      const file = await imports.one(sql, importId)
      if (file?.state !== 'applying') return
      if (file.rowsDone >= file.rowsTotal) {
        return imports.finish(sql, importId, { state: 'applied', at: Date.now() })
      }
      const reply = await applyBatch({ sql }, { file, offset: file.rowsDone })
      if (reply.ok) continue
      // Somebody reported one of the posts in this very moment: the next try finds it known.
      if (reply.code === 'post_already_reported' && (refusals += 1) <= mostRefusals) continue
      const problem = { code: reply.code, data: reply.data }
      return imports.finish(sql, importId, { state: 'failed', problem })
    }
  })
}

const mostRefusals = 20
