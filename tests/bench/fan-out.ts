import { cpuOf, loadCore, serverCore, sharedNow, startChild } from './support/processes.ts'
import { type Product, remind } from './support/product.ts'
import type { Arrival } from './support/watchers.ts'

/** What one round of messages cost: milliseconds from sending a message to its last watcher, and server CPU. */
export type Round = {
  lastMs: number[]
  answerMs: number[]
  deliveries: number
  cpuMs: number
  /** What the watchers cost, who share the other core: near the time it took, they are what is measured. */
  loadCpuMs: number
  /** How many different frames carried the messages. */
  frames: number
  missing: number
}

export type Load = { watchers: number; perSecond: number; seconds: number }

const usual = { do: 'open', atATime: 250 }

type Said = { at: number; number: number }

/** A floor: `support/floor-ws.ts` or `support/floor-socketio.ts`, with frames of the product's bytes. */
export async function floorRound(kind: 'bare' | 'socket.io', entry: string, load: Load): Promise<Round> {
  const server = startChild(kind === 'bare' ? './floor-ws.ts' : './floor-socketio.ts', serverCore)
  const watchers = startChild('./watchers.ts', loadCore)
  try {
    const { url } = await server.ask<{ url: string }>({ do: 'listen' })
    await watchers.ask({ ...usual, url, count: load.watchers, kind, cookies: [], join: null })
    const text = (seq: number): string => {
      const body = `{"stream":"campaign:1","entries":[{"seq":${seq},${entry}}]}`
      return kind === 'bare' ? `42["entries",${body}]` : body
    }
    const say = async (seq: number): Promise<Said> => {
      const { at } = await server.ask<{ at: number }>({ do: 'say', seq, text: text(seq) })
      return { at, number: seq }
    }
    return await measure({ pid: server.pid, load, watchers, say })
  } finally {
    await watchers.stop()
    await server.stop()
  }
}

export async function productRound(product: Product, load: Load): Promise<Round> {
  const watchers = startChild('./watchers.ts', loadCore)
  try {
    const join = JSON.stringify([
      'join',
      { stream: `campaign:${product.campaignId}`, after: await product.head() },
    ])
    await watchers.ask({
      ...usual,
      url: product.live,
      count: load.watchers,
      kind: 'product',
      cookies: [product.cookies.leader],
      join,
    })
    const say = async (): Promise<Said & { answeredAt: number }> => {
      const at = sharedNow()
      const number = await remind(product)
      return { at, number, answeredAt: sharedNow() }
    }
    return await measure({ pid: product.pid, load, watchers, say })
  } finally {
    await watchers.stop()
  }
}

/** Says `perSecond` things for `seconds`, whether or not the last was answered, and waits until everybody has them. */
async function measure({
  pid,
  load: { perSecond, seconds, watchers: count },
  watchers,
  say,
}: {
  pid: number
  load: Load
  watchers: ReturnType<typeof startChild>
  say: (seq: number) => Promise<Said & { answeredAt?: number }>
}): Promise<Round> {
  const saying: Promise<Said & { answeredAt?: number }>[] = []
  const cpuBefore = cpuOf(pid)
  const loadBefore = cpuOf(watchers.pid)
  const from = performance.now()
  for (let seq = 1; seq <= perSecond * seconds; seq += 1) {
    await until(from + (seq * 1000) / perSecond)
    saying.push(say(1_000_000 + seq))
  }
  const said = await Promise.all(saying)
  const { arrivals, frames } = await watchers.ask<{ arrivals: Arrival[]; frames: number }>({
    do: 'expect',
    numbers: said.map(({ number }) => number),
    within: 60_000,
  })
  const cpuMs = cpuOf(pid) - cpuBefore
  const byNumber = new Map(arrivals.map((arrival) => [arrival.number, arrival]))
  const deliveries = arrivals.reduce((sum, arrival) => sum + arrival.count, 0)
  return {
    lastMs: said.flatMap(({ at, number }) => (byNumber.get(number)?.last ?? NaN) - at),
    answerMs: said.flatMap(({ at, answeredAt }) => (answeredAt === undefined ? [] : answeredAt - at)),
    deliveries,
    cpuMs,
    loadCpuMs: cpuOf(watchers.pid) - loadBefore,
    frames,
    missing: said.length * count - deliveries,
  }
}

function until(at: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, at - performance.now())))
}
