import { setImmediate } from 'node:timers/promises'

const chunkLength = 64 * 1024

/**
 * The text of a file, a piece at a time, letting others have their turn between pieces. UTF-16 by its mark or its zero
 * bytes, else UTF-8, else what Vietnamese Windows calls ANSI.
 */
export async function* textChunks(bytes: Uint8Array): AsyncGenerator<string> {
  const decoder = new TextDecoder(encodingOf(bytes))
  for (let at = 0; at < bytes.length; at += chunkLength) {
    yield decoder.decode(bytes.subarray(at, at + chunkLength), { stream: true })
    await setImmediate()
  }
  yield decoder.decode()
}

/** The first lines, to see how the file is written. */
export function textStart(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes.subarray(0, chunkLength), { stream: true })
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const start = bytes.subarray(0, chunkLength)
  if (first !== 0 && second === 0) return 'utf-16le'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true })
    return 'utf-8'
  } catch {
    return 'windows-1258'
  }
}
