import { parentPort, workerData } from 'node:worker_threads'
import { DomainError } from '../../domain/error.ts'
import type { Answer, AsideStart } from './aside.ts'
import { parseMetaExport, type ParsedRow } from './meta.ts'

/** The thread of readAside: answers each 'next' with a batch of rows. */
const { name, bytes, timeZone, batch }: AsideStart = workerData
let total: number | null = null
const answers = read()
parentPort?.on('message', async () => parentPort?.postMessage((await answers.next()).value))

async function* read(): AsyncGenerator<Answer, Answer> {
  try {
    let rows: ParsedRow[] = []
    const file = parseMetaExport(
      { name, bytes },
      { timeZone, onOutline: (outline) => (total = outline.rows) },
    )
    for await (const row of file) {
      if (rows.push(row) < batch) continue
      yield { kind: 'rows', rows, total }
      rows = []
    }
    if (rows.length > 0) yield { kind: 'rows', rows, total }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { kind: 'refused', code: error.code, data: error.data }
  }
  return { kind: 'end' }
}
