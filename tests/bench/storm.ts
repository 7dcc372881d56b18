import { startSession } from '#lib/server/auth/sessions.ts'
import { loadCore, serverCore, startChild } from './support/processes.ts'
import { type Product, remind } from './support/product.ts'

export type Storm = {
  tookMs: number
  /** Database transactions beyond those of as long a time in which nothing happens (polls, queue, statistics). */
  transactions: number
}

/** `count` watchers with a session each lose their line, miss `behind` entries and come back all at once. */
export async function storm(
  product: Product,
  { count, behind }: { count: number; behind: number },
): Promise<Storm> {
  const { live: url, campaignId } = product
  const cookies = await manySessions(product, count)
  const join = JSON.stringify(['join', { stream: `campaign:${campaignId}`, after: await product.head() }])
  const watchers = startChild('./watchers.ts', loadCore)
  const asked = { do: 'open', url, count, kind: 'product', cookies, join }
  try {
    await watchers.ask({ ...asked, atATime: 250 })
    await watchers.ask({ do: 'drop' })
    for (let index = 0; index < behind; index += 1) await remind(product)
    const idle = await transactionsDuring(product, () => pause(3_000))
    const after = { ...asked, atATime: count }
    const storm = await transactionsDuring(product, () => watchers.ask<{ tookMs: number }>(after))
    const usual = (idle.transactions / idle.tookMs) * storm.tookMs
    return { tookMs: storm.result.tookMs, transactions: Math.max(0, Math.round(storm.transactions - usual)) }
  } finally {
    await watchers.stop()
  }
}

/** As many lose their line and come back at once to a server that has nothing to tell them and asks nobody who it is: ms. */
export async function stormFloor(kind: 'bare' | 'socket.io', count: number): Promise<number> {
  const server = startChild(kind === 'bare' ? './floor-ws.ts' : './floor-socketio.ts', serverCore)
  const watchers = startChild('./watchers.ts', loadCore)
  try {
    const { url } = await server.ask<{ url: string }>({ do: 'listen' })
    const asked = { do: 'open', url, count, kind, cookies: [], join: null }
    await watchers.ask({ ...asked, atATime: 250 })
    await watchers.ask({ do: 'drop' })
    await pause(3_000)
    return (await watchers.ask<{ tookMs: number }>({ ...asked, atATime: count })).tookMs
  } finally {
    await watchers.stop()
    await server.stop()
  }
}

/** As many sessions, as cookies: everybody has one of their own. */
export async function manySessions({ sql, who }: Product, count: number): Promise<string[]> {
  const cookies: string[] = []
  for (let index = 0; index < count; index += 1) {
    const { name, value } = await startSession(sql, who.leader.personId)
    cookies.push(`${name}=${value}`)
  }
  return cookies
}

/** Transactions of the whole database while something runs, and how long it was looked at. */
async function transactionsDuring<Result>(product: Product, run: () => Promise<Result>) {
  const before = await transactions(product)
  const from = performance.now()
  const result = await run()
  const after = await transactions(product)
  return { result, transactions: after - before, tookMs: performance.now() - from }
}

/** So far: what a query outside a transaction counts as too. */
async function transactions({ sql }: Product): Promise<number> {
  // Backends report what they did when they have been idle for a second.
  await pause(1_500)
  const [row] = await sql<{ count: number }[]>`
    select xact_commit + xact_rollback as count from pg_stat_database where datname = current_database()`
  return row?.count ?? 0
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
