import { createServer, connect, type Socket } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

/** A plain TCP proxy in front of several servers, which can be cut as networks are. */
export type Proxy = {
  port: number
  /** Where new connections go, one of these at random; none: they are refused. */
  targets: number[]
  /** Breaks a share of what is open, without a word to either side. */
  cut: (share: number) => void
  /** Keeps back what servers send, as a bad line does, until it is let go. */
  hold: (isHeld: boolean) => void
  /**
   * What becomes of the connections of a machine that sleeps: live ones are dead and nobody is told, the others were
   * closed by the browser when it fell asleep.
   */
  fallSilent: () => void
  close: () => Promise<void>
}

export async function startProxy(random: () => number): Promise<Proxy> {
  const open = new Map<Socket, Socket>()
  const live = new WeakSet<Socket>()
  const silent = new WeakSet<Socket>()
  const server = createServer((client) => {
    const target = proxy.targets[Math.floor(random() * proxy.targets.length)]
    if (target === undefined) return client.destroy()
    const upstream = connect({ port: target, host: '127.0.0.1' })
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      from.pipe(to)
      from.on('error', () => to.destroy())
      from.on('close', () => {
        if (!silent.has(client)) to.destroy()
      })
    }
    client.once('data', (chunk) => {
      if (/^upgrade: websocket/im.test(chunk.toString('latin1'))) live.add(client)
    })
    open.set(client, upstream)
    client.on('close', () => open.delete(client))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const proxy: Proxy = {
    port: (server.address() as AddressInfo).port,
    targets: [],
    cut: (share) => {
      for (const client of open.keys()) if (random() < share) client.resetAndDestroy()
    },
    hold: (isHeld) => {
      for (const [client, upstream] of open) {
        if (isHeld) upstream.unpipe(client).pause()
        else upstream.pipe(client)
      }
    },
    fallSilent: () => {
      for (const [client, upstream] of open) {
        if (!live.has(client)) client.resetAndDestroy()
        silent.add(client)
        client.unpipe(upstream).resume()
        upstream.unpipe(client).resume()
      }
    },
    close: async () => {
      for (const [client, upstream] of open) {
        client.destroy()
        upstream.destroy()
      }
      server.close()
      await once(server, 'close')
    },
  }
  return proxy
}
