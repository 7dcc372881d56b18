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
 * The way to one client, in order with everything else its socket is sent. Finished frames go straight to the connection
 * where nothing else is under way on it: what socket.io does for every packet and socket is most of the cost of a large
 * room. Otherwise they go the usual way.
 */
export class Wire {
  readonly socket: LiveSocket
  /** Found once: a connection that has become a WebSocket stays one. */
  private direct: Direct | null = null

  constructor(socket: LiveSocket) {
    this.socket = socket
  }

  /** False when the client is too slow to take more. */
  send(frame: Frame): boolean {
    const { conn } = this.socket
    const direct = (this.direct ??= directWay(conn))
    if (direct && isFree(conn, direct)) {
      direct.tcp.write(frame.bytes)
      return direct.tcp.writableLength <= mostWaiting
    }
    conn.write(frame.text)
    return !this.isFull
  }

  /** The client does not take what it is sent. */
  get isFull(): boolean {
    return waitingOf(this.socket.conn) > mostWaiting
  }

  /** What is sent meanwhile, which should be little, leaves in one go: a write costs more than what is in it. */
  inOneGo(work: () => void): void {
    const tcp = directWay(this.socket.conn)?.tcp
    tcp?.cork()
    try {
      work()
    } finally {
      tcp?.uncork()
    }
  }
}

/** What ws and engine.io keep to themselves. Read with care: whatever is not as expected means the usual way. */
type Inside = {
  readonly readyState?: string
  readonly writeBuffer?: readonly { data?: unknown }[]
  readonly upgrading?: boolean
  readonly transport?: {
    readonly name?: string
    readonly perMessageDeflate?: unknown
    readonly socket?: {
      readonly readyState?: number
      readonly _socket?: TcpSocket
      readonly _sender?: { readonly _state?: number; readonly _queue?: readonly unknown[] }
    }
  }
}

type Direct = { readonly ws: { readonly readyState?: number }; readonly tcp: TcpSocket }

const webSocketOpen = 1
const senderIdle = 0

/** Null while it is no WebSocket yet, or one that compresses: its frames are not the same for everybody. */
function directWay(conn: LiveSocket['conn']): Direct | null {
  const { upgrading, transport } = conn as unknown as Inside
  if (upgrading !== false || transport?.name !== 'websocket' || transport.perMessageDeflate) return null
  const { socket: ws } = transport
  const isPlain = ws?._sender?._state === senderIdle && ws._sender._queue?.length === 0
  return isPlain && ws._socket ? { ws, tcp: ws._socket } : null
}

/** Nothing waits to be sent before, and nobody has said goodbye. */
function isFree(conn: LiveSocket['conn'], { ws, tcp }: Direct): boolean {
  const { readyState, writeBuffer } = conn as unknown as Inside
  return readyState === 'open' && writeBuffer?.length === 0 && ws.readyState === webSocketOpen && tcp.writable
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
