import { type Child, cpuOf, loadCore, serverCore, sharedNow, startChild } from './support/processes.ts'
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
  /** How many frames carried the messages to a watcher. */
  frames: number
  missing: number
}

/** So many watchers, and how often something is said: one rate after the other to the same watchers. */
export type Load = { watchers: number; rates: readonly number[]; seconds: number }

export type Server = 'bare' | 'socket.io' | 'product'

const usual = { do: 'open', atATime: 250 }

type Said = { at: number; number: number; answeredAt?: number }

/** A round for every rate. */
export function fanOut(server: Server, product: Product, load: Load): Promise<Round[]> {
  return server === 'product' ? ofProduct(product, load) : ofFloor(server, load)
}

/** A floor: `support/floor-ws.ts` or `support/floor-socketio.ts`, with frames of the product's bytes. */
async function ofFloor(kind: 'bare' | 'socket.io', load: Load): Promise<Round[]> {
  const server = startChild(kind === 'bare' ? './floor-ws.ts' : './floor-socketio.ts', serverCore)
  const watchers = startChild('./watchers.ts', loadCore)
  try {
    const { url } = await server.ask<{ url: string }>({ do: 'listen' })
    await watchers.ask({ ...usual, url, count: load.watchers, kind, cookies: [], join: null })
    let seq = 1_000_000
    const say = async (): Promise<Said> => {
      const number = (seq += 1)
      const body = `{"stream":"campaign:1","entries":[{"seq":${number},${entry}}]}`
      const text = kind === 'bare' ? `42["entries",${body}]` : body
      const { at } = await server.ask<{ at: number }>({ do: 'say', text })
      return { at, number }
    }
    return await measureAll({ pid: server.pid, load, watchers, say })
  } finally {
    await watchers.stop()
    await server.stop()
  }
}

async function ofProduct(product: Product, load: Load): Promise<Round[]> {
  const watchers = startChild('./watchers.ts', loadCore)
  try {
    const stream = `campaign:${product.campaignId}`
    const join = JSON.stringify(['join', { stream, after: await product.head() }])
    await watchers.ask({
      ...usual,
      url: product.live,
      count: load.watchers,
      kind: 'product',
      cookies: [product.cookies.leader],
      join,
    })
    const say = async (): Promise<Said> => {
      const at = sharedNow()
      const number = await remind(product)
      return { at, number, answeredAt: sharedNow() }
    }
    return await measureAll({ pid: product.pid, load, watchers, say })
  } finally {
    await watchers.stop()
  }
}

type Measured = { pid: number; load: Load; watchers: Child; say: () => Promise<Said> }

async function measureAll({ load, ...measured }: Measured): Promise<Round[]> {
  const rounds: Round[] = []
  for (const rate of load.rates) {
    rounds.push(await measure({ ...measured, load, rate }))
    await measured.watchers.ask({ do: 'forget' })
  }
  return rounds
}

/** An entry as the product's reminders write it, after its seq: the floors send as many bytes. */
const entry =
  '"at":1790000000000,"by":2,"cmd":"123e4567-e89b-42d3-a456-426614174000","kind":"assignment.reminded","body":{"assignments":[' +
  '{"id":1,"dueAt":1777629600000,"state":"assigned","before":null,"doneAt":null,"doneBy":null,"reason":null,"unitId":2,' +
  '"stateAt":1790000000000,"stateBy":2,"personId":null,"coverageId":1,"remindedAt":1790000000000,"remindedBy":2}]}'

/** Says `rate` things a second, whether or not the last was answered, and waits until everybody has them. */
async function measure({ pid, load, rate, watchers, say }: Measured & { rate: number }): Promise<Round> {
  const { seconds, watchers: count } = load
  const saying: Promise<Said>[] = []
  const cpuBefore = cpuOf(pid)
  const loadBefore = cpuOf(watchers.pid)
  const from = performance.now()
  for (let nth = 1; nth <= rate * seconds; nth += 1) {
    await until(from + (nth * 1000) / rate)
    saying.push(say())
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
