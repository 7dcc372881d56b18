import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { DomainError, type ErrorCode } from '../../domain/error.ts'
import type { ParsedRow } from './meta.ts'
import type { Source } from './table.ts'

/** What the reading thread answers to each 'next'. Total: rows in the file, null until it is known. */
export type Answer =
  | { kind: 'rows'; rows: ParsedRow[]; total: number | null }
  | { kind: 'end' }
  | { kind: 'refused'; code: ErrorCode; data: Record<string, unknown> }

export type AsideStart = Source & { timeZone: string; batch: number }

/**
 * Reads an export in a thread of its own, so that a large workbook holds up nobody, and gives its rows in batches; the
 * next is read when it is asked for. Throws DomainError when it is no such file.
 */
export async function* readAside(
  source: Source,
  { timeZone, batch }: { timeZone: string; batch: number },
): AsyncGenerator<{ rows: ParsedRow[]; total: number | null }> {
  const start: AsideStart = { ...source, timeZone, batch }
  const worker = new Worker(new URL('./aside-reader.ts', import.meta.url), {
    workerData: start,
    resourceLimits: { maxOldGenerationSizeMb: mostMemory },
  })
  // Between two answers nobody listens: an error that nobody hears ends the process.
  worker.on('error', () => undefined)
  const gone = new AbortController()
  worker.once('exit', () => gone.abort())
  try {
    while (true) {
      worker.postMessage('next')
      const answer = await answerOf(worker, gone.signal)
      if (answer.kind === 'end') return
      if (answer.kind === 'refused') throw new DomainError(answer.code, answer.data)
      yield { rows: answer.rows, total: answer.total }
    }
  } finally {
    await worker.terminate()
  }
}

/** MB: a workbook of 100,000 rows takes about half of it; one that blows up beyond fails alone. */
const mostMemory = 1024

async function answerOf(worker: Worker, signal: AbortSignal): Promise<Answer> {
  try {
    const [answer]: Answer[] = await once(worker, 'message', { signal })
    if (!answer) throw new Error('the reading thread answered nothing')
    return answer
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      throw new DomainError('file_too_large', { why: 'memory' })
    }
    throw error
  }
}
