import { WebSocket } from 'ws'
import { answering, sharedNow } from './processes.ts'

/**
 * The load: many watchers over raw WebSockets in one process, asked over its channel. They speak just enough of the
 * protocol to be a client, so that what is measured is the server.
 */
type Open = {
  do: 'open'
  url: string
  count: number
  kind: 'bare' | 'product' | 'socket.io'
  /** One a watcher, in turn; none where nobody asks who it is. */
  cookies: string[]
  /** What the product is asked first, as JSON; null: nothing. */
  join: string | null
  /** So many begin at a time; all of them in a storm. */
  atATime: number
}
type Question = Open | { do: 'expect'; numbers: number[]; within: number } | { do: 'drop' }

/** When a number had reached the first, half and the last of the watchers; null: it never did. */
export type Arrival = { number: number; count: number; first: number; half: number; last: number }

let watchers: WebSocket[] = []
let arrivals = new Map<number, Arrival>()
let onArrival: (() => void) | null = null
/** The frames of one room are alike: what was read once is known by its text. */
const numbersIn = new Map<string, number[]>()

answering(async (question: Question) => {
  switch (question.do) {
    case 'open':
      return open(question)
    case 'expect':
      return { arrivals: await expectAll(question.numbers, question.within) }
    case 'drop':
      for (const watcher of watchers) watcher.terminate()
      watchers = []
      arrivals = new Map()
      return {}
    default:
      return question satisfies never
  }
})

/** Opens them and waits until each has what it asked for. */
async function open(asked: Open): Promise<{ tookMs: number }> {
  const from = sharedNow()
  for (let begun = 0; begun < asked.count; begun += asked.atATime) {
    const count = Math.min(asked.atATime, asked.count - begun)
    await Promise.all(Array.from({ length: count }, (_, index) => openOne(asked, begun + index)))
  }
  return { tookMs: sharedNow() - from }
}

function openOne({ url, kind, cookies, join }: Open, index: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const cookie = cookies[index % Math.max(1, cookies.length)]
    const headers = cookie ? { cookie } : {}
    const watcher = new WebSocket(url, { headers, perMessageDeflate: false, skipUTF8Validation: true })
    watchers.push(watcher)
    watcher.on('error', reject)
    if (kind === 'bare') watcher.on('open', resolve)
    watcher.on('message', (raw: Buffer) => {
      const text = raw.toString('latin1')
      if (kind === 'bare') return arrived(text)
      // engine.io: 0 open, 2 ping; socket.io in a message (4): 0 connected, 2 event, 3 answer.
      if (text.startsWith('42["entries"')) arrived(text)
      else if (text.startsWith('0')) watcher.send('40')
      else if (text.startsWith('2')) watcher.send('3')
      else if (text.startsWith('430')) resolve()
      else if (text.startsWith('40') && join === null) resolve()
      else if (text.startsWith('40')) watcher.send(`420${join ?? ''}`)
    })
  })
}

/** Numbers are seqs of entries, or what a floor counts in the same place. */
function arrived(text: string): void {
  let numbers = numbersIn.get(text)
  if (!numbers) {
    if (numbersIn.size > 1000) numbersIn.clear()
    numbers = [...text.matchAll(/"seq":(\d+)/g)].map(([, seq]) => Number(seq))
    numbersIn.set(text, numbers)
  }
  const now = sharedNow()
  for (const number of numbers) {
    const arrival = arrivals.get(number)
    if (!arrival) arrivals.set(number, { number, count: 1, first: now, half: now, last: now })
    else {
      arrival.count += 1
      if (arrival.count * 2 <= watchers.length) arrival.half = now
      arrival.last = now
      if (arrival.count >= watchers.length) onArrival?.()
    }
  }
}

function expectAll(numbers: readonly number[], within: number): Promise<Arrival[]> {
  const known = (): Arrival[] => numbers.flatMap((number) => arrivals.get(number) ?? [])
  const isAll = (): boolean =>
    numbers.every((number) => (arrivals.get(number)?.count ?? 0) >= watchers.length)
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      onArrival = null
      resolve(known())
    }
    const timer = setTimeout(done, within)
    onArrival = () => {
      if (isAll()) done()
    }
    onArrival()
  })
}
