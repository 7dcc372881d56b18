import type { Socket as TcpSocket } from 'node:net'
import type { ServerEvents } from '../../protocol/live.ts'
import type { LiveSocket } from './sockets.ts'

/** One message as every socket of a room gets it, encoded once. */
export type Frame = {
  /** The packet as socket.io writes it in the main namespace: `2["entries",{...}]`. */
  readonly text: string
  /** The same as a finished WebSocket message, unmasked as servers send them. */
  readonly bytes: Buffer
}

/** Bytes a connection may have waiting in this process before it counts as too slow to follow. */
export const mostWaiting = 1_000_000

export function frameOf<Name extends keyof ServerEvents>(
  name: Name,
  ...args: Parameters<ServerEvents[Name]>
): Frame {
  const text = `2${JSON.stringify([name, ...args])}`
  return { text, bytes: webSocketMessage(`4${text}`) }
}

/**
 * Sends a frame in order with everything else the socket was sent; false when it is too slow to take more.
 * The finished bytes go straight to the connection where nothing else is under way on it: what socket.io does for
 * every packet and socket is most of the cost of a large room. Otherwise it goes the usual way.
 */
export function send(socket: LiveSocket, frame: Frame): boolean {
  const { conn } = socket
  const tcp = idleConnectionOf(conn)
  if (tcp) {
    tcp.write(frame.bytes)
    return tcp.writableLength <= mostWaiting
  }
  conn.write(frame.text)
  return waitingOf(conn) <= mostWaiting
}

/** What ws and engine.io keep to themselves. Read with care: whatever is not as expected means the usual way. */
type Inside = {
  readonly readyState?: string
  readonly writeBuffer?: readonly { data?: unknown }[]
  readonly upgrading?: boolean
  readonly transport?: {
    readonly name?: string
    readonly writable?: boolean
    readonly perMessageDeflate?: unknown
    readonly socket?: {
      readonly readyState?: number
      readonly _socket?: TcpSocket
      readonly _sender?: { readonly _state?: number; readonly _queue?: readonly unknown[] }
    }
  }
}

const webSocketOpen = 1
const senderIdle = 0

function idleConnectionOf(conn: LiveSocket['conn']): TcpSocket | null {
  const { readyState, writeBuffer, upgrading, transport } = conn as unknown as Inside
  if (readyState !== 'open' || upgrading !== false || writeBuffer?.length !== 0) return null
  if (transport?.name !== 'websocket' || !transport.writable || transport.perMessageDeflate) return null
  const { readyState: state, _socket: tcp, _sender: sender } = transport.socket ?? {}
  if (state !== webSocketOpen || sender?._state !== senderIdle || sender._queue?.length !== 0) return null
  return tcp?.writable ? tcp : null
}

function waitingOf(conn: LiveSocket['conn']): number {
  const { writeBuffer = [], transport } = conn as unknown as Inside
  const inBuffer = writeBuffer.reduce(
    (sum, { data }) => sum + (typeof data === 'string' ? data.length : 0),
    0,
  )
  return inBuffer + (transport?.socket?._socket?.writableLength ?? 0)
}

/** RFC 6455, 5.2: one unfragmented, unmasked text message. */
function webSocketMessage(text: string): Buffer {
  const payload = Buffer.from(text, 'utf8')
  const { length } = payload
  const header = length < 126 ? Buffer.alloc(2) : length < 65_536 ? Buffer.alloc(4) : Buffer.alloc(10)
  header[0] = 0x81
  if (length < 126) header[1] = length
  else if (length < 65_536) {
    header[1] = 126
    header.writeUInt16BE(length, 2)
  } else {
    header[1] = 127
    header.writeBigUInt64BE(BigInt(length), 2)
  }
  return Buffer.concat([header, payload])
}
