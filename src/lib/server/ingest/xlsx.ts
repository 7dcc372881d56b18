import { createRequire } from 'node:module'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { IngestError } from './error.ts'
import type { Row, Source, Table } from './table.ts'
import { unpackedSize } from './zip-size.ts'

/** Bytes. A sheet is about a tenth of its size when packed; a hundredth is somebody's joke. */
const largestSheet = 600 * 1024 * 1024
const rowsAtATime = 500

/**
 * A workbook can only be read whole, which takes seconds of a processor for a large one: it happens in a thread of its
 * own, with a memory limit of its own. Its code is text, for a bundle has no file to start the thread from.
 */
const readInThread = `
const { parentPort, workerData } = require('node:worker_threads')
const { readSheet } = require(workerData.reader)
const text = (cell) =>
  cell === null || cell === undefined ? '' : cell instanceof Date ? wallTime(cell) : String(cell).normalize('NFC')
const wallTime = (date) =>
  Number.isNaN(date.getTime()) ? '' : new Date(Math.round(date.getTime() / 1000) * 1000).toISOString().slice(0, 19)
readSheet(Buffer.from(workerData.bytes), { parseNumber: (number) => number, trim: false }).then(
  (rows) => {
    parentPort.postMessage({ count: rows.length })
    parentPort.on('message', ({ from, to }) =>
      parentPort.postMessage(rows.slice(from, to).map((cells) => cells.map(text))),
    )
  },
  (error) => parentPort.postMessage({ problem: String(error && error.message) }),
)`

type Answer = { count: number } | { problem: string } | string[][]

/** The first sheet of an .xlsx workbook. Numbers come as written in it, so that long ids keep their digits. */
export async function openXlsx({ name, bytes }: Source): Promise<Table> {
  const size = unpackedSize(bytes)
  if (size === null) throw new IngestError('file_unreadable', { name, why: 'not_a_workbook' })
  if (size > largestSheet) throw new IngestError('file_too_large', { name, bytes: size, limit: largestSheet })
  const worker = new Worker(readInThread, {
    eval: true,
    workerData: { bytes, reader: createRequire(import.meta.url).resolve('read-excel-file/node') },
    resourceLimits: { maxOldGenerationSizeMb: 1500 },
  })
  // Between two answers nobody listens: an error that nobody hears ends the process.
  worker.on('error', () => undefined)
  const opened = await answer(worker, name)
  if (!('count' in opened)) {
    await worker.terminate()
    throw new IngestError('file_unreadable', { name, why: 'not_a_workbook' })
  }
  return {
    kind: 'xlsx',
    rows: () => rowsOf(worker, { name, count: opened.count }),
    close: async () => void (await worker.terminate()),
  }
}

async function* rowsOf(
  worker: Worker,
  { name, count }: { name: string; count: number },
): AsyncGenerator<Row> {
  for (let from = 0; from < count; from += rowsAtATime) {
    worker.postMessage({ from, to: from + rowsAtATime })
    const batch = await answer(worker, name)
    if (!Array.isArray(batch)) throw new IngestError('file_unreadable', { name, why: 'not_a_workbook' })
    for (const [index, cells] of batch.entries()) yield { row: from + index + 1, cells }
    await setImmediate()
  }
}

function answer(worker: Worker, name: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    function settle(act: () => void) {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      act()
    }
    const onMessage = (message: Answer) => settle(() => resolve(message))
    const onExit = () =>
      settle(() => reject(new IngestError('file_unreadable', { name, why: 'not_a_workbook' })))
    const onError = (error: Error & { code?: string }) =>
      settle(() =>
        reject(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new IngestError('file_too_large', { name }) : error,
        ),
      )
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
  })
}
