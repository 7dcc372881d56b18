import { CsvError, parse } from 'csv-parse'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { IngestError } from './error.ts'
import type { Row, Source } from './table.ts'
import { textChunks, textStart } from './text.ts'

/** Characters. Longer, a quotation mark was left open and the rest of the file is being swallowed. */
const longestRecord = 200_000

/** Rows of a CSV file as they are read; the file's text is never held whole. */
export async function* csvRows({ name, bytes }: Source): AsyncGenerator<Row> {
  const { delimiter, linesToSkip } = layoutOf(textStart(bytes))
  const parser = parse({
    delimiter,
    bom: true,
    from_line: 1 + linesToSkip,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longestRecord,
  })
  const reading = pipeline(Readable.from(textChunks(bytes)), parser).catch(() => {})
  let row = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1
      yield { row, cells: cells.map((cell) => cell.normalize('NFC')) }
    }
    await reading
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const why = ['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE'].includes(error.code)
      ? 'open_quote'
      : 'not_a_table'
    throw new IngestError('file_unreadable', { name, why, row: row + 1 })
  }
}

/** What separates the cells: said in a first line 'sep=;' (Excel's custom), or the commonest outside quotes at the top. */
function layoutOf(start: string): { delimiter: string; linesToSkip: number } {
  const said = /^\ufeff?"?sep=(.)"?\r?\n/i.exec(start)?.[1]
  if (said) return { delimiter: said, linesToSkip: 1 }
  const outside = start.slice(0, 20_000).replace(/"[^"]*"/g, '')
  const firstLines = outside.split(/\r?\n/, 5).join('\n')
  const counts = [',', ';', '\t', '|'].map((mark) => ({ mark, count: firstLines.split(mark).length }))
  const most = counts.reduce((best, one) => (one.count > best.count ? one : best))
  return { delimiter: most.mark, linesToSkip: 0 }
}
