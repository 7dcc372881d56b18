import { csvRows } from './csv.ts'
import { IngestError } from './error.ts'
import { openXlsx } from './xlsx.ts'

export type Source = { name: string; bytes: Uint8Array }

/** A row as numbered in the file, its cells as text. A date cell of a workbook reads '2026-05-01T08:00:00'. */
export type Row = { row: number; cells: string[] }

/** Rows of a CSV file or of a workbook's first sheet; may be gone through more than once. Close it. */
export type Table = {
  kind: 'csv' | 'xlsx'
  rows: () => AsyncIterable<Row>
  close: () => Promise<void>
}

/** Bytes. A content export of 100,000 posts with long texts is about 40 MB. */
const largestFile = 50 * 1024 * 1024

export async function openTable({ name, bytes }: Source): Promise<Table> {
  if (bytes.length > largestFile) {
    throw new IngestError('file_too_large', { name, bytes: bytes.length, most: largestFile })
  }
  if (bytes.length === 0) throw new IngestError('file_unreadable', { name, why: 'empty' })
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return openXlsx({ name, bytes })
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    throw new IngestError('file_unreadable', { name, why: 'old_excel' })
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46]))
    throw new IngestError('file_unreadable', { name, why: 'pdf' })
  return { kind: 'csv', rows: () => csvRows({ name, bytes }), close: async () => {} }
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte)
}
