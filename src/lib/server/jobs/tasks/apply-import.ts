import { applyBatch } from '../../commands/imports.ts'
import type { Sql } from '../../db/pool.ts'
import * as imports from '../../store/import.ts'
import { whileHeld } from '../hold.ts'
import { RowsAhead } from '../rows-ahead.ts'

/**
 * Applies a file that has been read, batch after batch, each in a short transaction, so that others get their
 * turn in between. Begun again after a crash it goes on where the last batch ended.
 */
export async function applyImport(sql: Sql, { importId }: { importId: string }): Promise<void> {
  await whileHeld(sql, `import:${importId}`, async () => {
    const ahead = new RowsAhead(sql, importId)
    while (true) {
      const file = await imports.one(sql, importId)
      if (file?.state !== 'applying') return
      const offset = file.rowsDone
      const rows = offset < file.rowsTotal ? await ahead.from(offset) : []
      if (rows.length === 0) return imports.finish(sql, importId, { state: 'applied', at: Date.now() })
      const reply = await applyBatch({ sql }, { file, offset, rows })
      if (reply.ok) continue
      const problem = { code: reply.code, data: reply.data }
      return imports.finish(sql, importId, { state: 'failed', problem })
    }
  })
}
