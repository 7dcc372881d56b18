import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { io } from 'socket.io-client'
import type { Actor, Grant } from '#lib/domain/person.ts'
import type { Sql } from '#lib/server/db/pool.ts'
import { attachGateway, type GatewayOptions } from '#lib/server/live/gateway.ts'
import type { Session } from '#lib/server/live/sockets.ts'
import { livePath } from '#lib/protocol/live.ts'
import { type LiveSocket, Streams } from '#lib/client/streams.ts'

type SocketOptions = {
  origin?: string
  transports?: string[]
  /** The address of a proxy to go through. */
  through?: string
  /** What proves who it is, where the node reads real sessions. */
  cookie?: string
  /** For whom its page was made, where it says so. */
  personId?: number
}

export type Node = {
  url: string
  isListening: () => boolean
  /** Opens a socket as somebody; null is nobody. */
  socket: (who: Actor | null, options?: SocketOptions) => LiveSocket
  /** The product's own client on such a socket. */
  streams: (who: Actor, options?: SocketOptions) => { streams: Streams; socket: LiveSocket }
  close: () => Promise<void>
}

/** One server with a gateway, as the product starts it; who you are is the number in your cookie. */
export async function startNode(sql: Sql, options: Partial<GatewayOptions> = {}): Promise<Node> {
  const server = createServer()
  const gateway = attachGateway(server, { sql, log: quiet, sessionOf: sessionIn(sql), ...options })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const opened = new Set<LiveSocket>()
  const node: Node = {
    url,
    isListening: gateway.isListening,
    socket: (who, { origin, transports = ['websocket'], through = url, cookie, personId } = {}) => {
      const proof = cookie ?? (who ? cookieOf(who) : null)
      const headers = { ...(proof ? { cookie: proof } : {}), ...(origin ? { origin } : {}) }
      const socket: LiveSocket = io(through, {
        path: livePath,
        transports,
        extraHeaders: headers,
        auth: { personId },
        reconnectionDelay: 20,
        reconnectionDelayMax: 100,
        forceNew: true,
      })
      opened.add(socket)
      return socket
    },
    streams: (who, options) => {
      const socket = node.socket(who, options)
      return { socket, streams: new Streams(socket) }
    },
    close: async () => {
      for (const socket of opened) socket.disconnect()
      await gateway.close()
    },
  }
  return node
}

function cookieOf({ personId }: Actor): string {
  return `session=${personId}`
}

/** Reads roles from the tables each time, as the product does. */
export function sessionIn(sql: Sql): GatewayOptions['sessionOf'] {
  return async (cookie): Promise<Session | null> => {
    const personId = Number(/session=(\d+)/.exec(cookie)?.[1])
    if (!personId) return null
    const grants = await sql<Grant[]>`
      select g.role, g.unit_id, u.path as unit_path from role_grant g join unit u on u.id = g.unit_id
      where g.person_id = ${personId} order by g.unit_id, g.role`
    if (grants.length === 0) return null
    return {
      sessionId: `session-${personId}`,
      actor: { personId, grants: [...grants] },
      expiresAt: Date.now() + 60_000,
      readAt: Date.now(),
    }
  }
}

const quiet = { info: () => undefined, warn: () => undefined, error: console.error }
