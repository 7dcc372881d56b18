import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { answering, sharedNow } from './processes.ts'

/** The floor: a bare ws server that writes one prebuilt frame to every socket, and does nothing else. */
const server = createServer()
const sockets: WebSocket[] = []
new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket) => sockets.push(socket))

answering(async (question: { do: 'listen' } | { do: 'say'; text: string }) => {
  if (question.do === 'listen') {
    await new Promise<void>((resolve) =>
      server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, resolve),
    )
    return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}` }
  }
  const at = sharedNow()
  const frame = frameOf(question.text)
  for (const socket of sockets) (socket as unknown as { _socket: Duplex })._socket.write(frame)
  return { at }
})

function frameOf(text: string): Buffer {
  const payload = Buffer.from(text)
  const header = Buffer.alloc(4)
  header[0] = 0x81
  header[1] = 126
  header.writeUInt16BE(payload.length, 2)
  return Buffer.concat([header, payload])
}
