import { manySessions } from './storm.ts'
import { ended, loadCore, memoryOf, serverCore, startChild } from './support/processes.ts'
import { liveAt, type Product, startServer } from './support/product.ts'

/** Given back only after a while: what connecting left behind is no part of what being there takes. Milliseconds. */
const settling = 15_000

/** KiB of resident memory that a connection takes which is only there, of a server process that has just started. */
export async function idleFloor(kind: 'bare' | 'socket.io', count: number): Promise<number> {
  const server = startChild(kind === 'bare' ? './floor-ws.ts' : './floor-socketio.ts', serverCore)
  try {
    const { url } = await server.ask<{ url: string }>({ do: 'listen' })
    return await perConnection({ pid: server.pid, count, open: { url, kind, cookies: [], join: null } })
  } finally {
    await server.stop()
  }
}

/** The same of the product: signed in, each with a session of its own, following a campaign. */
export async function idleWatcher(product: Product, count: number): Promise<number> {
  const cookies = await manySessions(product, count)
  const { child, address } = await startServer(product.url)
  const join = JSON.stringify(['join', { stream: `campaign:${product.campaignId}`, after: null }])
  try {
    const open = { url: liveAt(address), kind: 'product', cookies, join }
    return await perConnection({ pid: child.pid ?? 0, count, open })
  } finally {
    await ended(child)
  }
}

async function perConnection({
  pid,
  count,
  open,
}: {
  pid: number
  count: number
  open: object
}): Promise<number> {
  const watchers = startChild('./watchers.ts', loadCore)
  try {
    // A few come and go first: what the first of all bring into memory is not theirs.
    await watchers.ask({ do: 'open', atATime: 100, ...open, count: 200 })
    await watchers.ask({ do: 'drop' })
    await new Promise((resolve) => setTimeout(resolve, settling / 5))
    const before = memoryOf(pid)
    await watchers.ask({ do: 'open', atATime: 100, ...open, count })
    await new Promise((resolve) => setTimeout(resolve, settling))
    return (memoryOf(pid) - before) / count
  } finally {
    await watchers.stop()
  }
}
