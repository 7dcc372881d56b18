import { answering, sharedNow } from './processes.ts'
import { openRaw, type RawSocket } from './raw-socket.ts'

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
type Question = Open | { do: 'expect'; numbers: number[]; within: number } | { do: 'forget' } | { do: 'drop' }

/** When a number had reached the first, half and the last of the watchers; null: it never did. */
export type Arrival = { number: number; count: number; first: number; half: number; last: number }

let watchers: RawSocket[] = []
let arrivals = new Map<number, Arrival>()
let onArrival: (() => void) | null = null
/** The messages of one room are alike: one that came to somebody else lately is known by its bytes. */
const latest: { message: Buffer; numbers: number[] }[] = []
/** How many messages came, to all of them together. */
let messages = 0

answering(async (question: Question) => {
  switch (question.do) {
    case 'open':
      return open(question)
    case 'expect':
      return {
        arrivals: await expectAll(question.numbers, question.within),
        frames: messages / watchers.length,
      }
    case 'drop':
      for (const watcher of watchers) watcher.terminate()
      watchers = []
      return {}
    case 'forget':
      arrivals = new Map()
      messages = 0
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
    const watcher = openRaw({
      url,
      cookie,
      onError: reject,
      onOpen: () => {
        if (kind === 'bare') resolve()
      },
      onMessage: (message) => {
        // engine.io: 0 open, 2 ping; socket.io in a message (4): 0 connected, 2 event, 3 answer.
        const [first, second] = message
        if (first === four && second === two) return arrived(message)
        if (first === zero) watcher.send('40')
        else if (first === two) watcher.send('3')
        else if (first === four && second === three) resolve()
        else if (first === four && second === zero && join === null) resolve()
        else if (first === four && second === zero) watcher.send(`420${join ?? ''}`)
      },
    })
    watchers.push(watcher)
  })
}

const [zero, two, three, four] = [48, 50, 51, 52]

/** Numbers are seqs of entries, or what a floor counts in the same place. */
function arrived(message: Buffer): void {
  const now = sharedNow()
  messages += 1
  for (const number of numbersIn(message)) {
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

function numbersIn(message: Buffer): number[] {
  const known = latest.find((one) => one.message.equals(message))
  if (known) return known.numbers
  const text = message.toString('latin1')
  if (!text.startsWith('42["entries"')) return []
  const numbers = [...text.matchAll(/"seq":(\d+)/g)].map(([, seq]) => Number(seq))
  latest.unshift({ message: Buffer.from(message), numbers })
  latest.splice(8)
  return numbers
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
