import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/**
 * A WebSocket client that does next to nothing: 10,000 of them share a core, and what they cost comes on top of what is
 * measured. Whole unmasked frames only, as servers send them; text only, short, outwards.
 */
export type RawSocket = { send: (text: string) => void; terminate: () => void }

type Ways = {
  url: string
  cookie: string | undefined
  /** One message; the buffer is another's as soon as this returns. */
  onMessage: (message: Buffer) => void
  onOpen: () => void
  onError: (error: Error) => void
}

/** All sockets read into the same memory: what came is looked at before the next is read. */
const shared = Buffer.alloc(1_048_576)

export function openRaw({ url, cookie, onMessage, onOpen, onError }: Ways): RawSocket {
  const { hostname, port, pathname, search } = new URL(url)
  let isOpen = false
  /** What came of a frame, or of the answer to the upgrade, that is not whole yet. */
  let partial: Buffer | null = null
  const came = (length: number): boolean => {
    const bytes: Buffer = partial
      ? Buffer.concat([partial, shared.subarray(0, length)])
      : shared.subarray(0, length)
    let from = 0
    if (!isOpen) {
      const end = bytes.indexOf('\r\n\r\n')
      if (end >= 0) {
        from = end + 4
        isOpen = bytes.subarray(0, 12).toString('latin1') === 'HTTP/1.1 101'
        if (!isOpen) onError(new Error(bytes.subarray(0, 60).toString('latin1')))
        else onOpen()
      }
    }
    while (isOpen && from < bytes.length) {
      const frame = frameAt(bytes, from)
      if (!frame) break
      if (frame.isText) onMessage(bytes.subarray(frame.start, frame.end))
      from = frame.end
    }
    partial = from < bytes.length ? Buffer.from(bytes.subarray(from)) : null
    return true
  }
  const tcp: Socket = connect({
    host: hostname,
    port: Number(port),
    noDelay: true,
    onread: { buffer: shared, callback: came },
  })
  tcp.on('error', onError)
  tcp.write(
    `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n` +
      `${cookie ? `Cookie: ${cookie}\r\n` : ''}\r\n`,
  )
  return { send: (text) => tcp.write(maskedFrame(text)), terminate: () => tcp.destroy() }
}

/** RFC 6455, 5.2; null while it is not whole. */
function frameAt(bytes: Buffer, from: number): { isText: boolean; start: number; end: number } | null {
  const isText = bytes[from] === 0x81
  const short = (bytes[from + 1] ?? 127) & 0x7f
  const start = from + (short < 126 ? 2 : short === 126 ? 4 : 10)
  if (start > bytes.length) return null
  const length =
    short < 126
      ? short
      : short === 126
        ? bytes.readUInt16BE(from + 2)
        : Number(bytes.readBigUInt64BE(from + 2))
  const end = start + length
  return end > bytes.length ? null : { isText, start, end }
}

/** Clients mask; a mask of zeros leaves the text as it is. */
function maskedFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  const { length } = payload
  const header = length < 126 ? Buffer.alloc(6) : Buffer.alloc(8)
  header[0] = 0x81
  if (length < 126) header[1] = 0x80 | length
  else {
    header[1] = 0x80 | 126
    header.writeUInt16BE(length, 2)
  }
  return Buffer.concat([header, payload])
}
