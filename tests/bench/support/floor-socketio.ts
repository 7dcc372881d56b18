import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { answering, sharedNow } from './processes.ts'

/** The other floor: plain socket.io, a room and an emit, no session and no journal. */
const server = createServer()
const io = new Server(server, { serveClient: false })
io.on('connection', (socket) => void socket.join('room'))

answering(async (question: { do: 'listen' } | { do: 'say'; text: string }) => {
  if (question.do === 'listen') {
    await new Promise<void>((resolve) =>
      server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, resolve),
    )
    const { port } = server.address() as AddressInfo
    return { url: `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket` }
  }
  const at = sharedNow()
  io.to('room').emit('entries', JSON.parse(question.text))
  return { at }
})
