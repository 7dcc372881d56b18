import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { boardHead, boardLoads, boardRow } from './board-load.ts'
import { fanOut, type Round, type Server } from './fan-out.ts'
import { type IngestRound, ingestRound, preparePages, waitsMeanwhile } from './ingest.ts'
import { NotifyBench, ways } from './notify.ts'
import { storm } from './storm.ts'
import { pin, loadCore } from './support/processes.ts'
import { type Product, startProduct } from './support/product.ts'
import { wallHead, wallLoads, wallRow } from './wall-frames.ts'
import { perSecond, sixRoundTrips, throughCommands, throughHttp } from './writers.ts'

/**
 * `npm run bench`: what the live core does on this machine, beside a floor measured in the same run, round by round in
 * turn. Ratios of medians are what counts. Writes RESULTS.md.
 */
const rounds = 3
const crowds = [1_000, 5_000, 10_000]
const rates = [10, 50]

// Who steers is no part of what is measured either.
const isPinned = pin(process.pid, loadCore)
const product = await startProduct()
const lines: string[] = []
try {
  say(`# What the live core does`)
  say(
    `${new Date().toISOString().slice(0, 10)}, commit ${commit()}, ${cpus()[0]?.model.trim() ?? 'unknown'}, ` +
      `${cpus().length} cores, Node ${process.version}. Server and PostgreSQL (durable commits) ` +
      `${isPinned ? 'on core 0, load on core 1' : 'and load not pinned to cores'}. ` +
      `\`npm run bench\`, medians of ${rounds} rounds taken in turn with the floors.`,
  )
  await fanOuts(product)
  await writers(product)
  await storms(product)
  await ingests(product)
  await notifications(product)
  await walls(product)
  await boards(product)
} finally {
  await product.stop()
}
writeFileSync(new URL('RESULTS.md', import.meta.url), lines.join('\n\n') + '\n')

async function fanOuts(product: Product): Promise<void> {
  say('## A change to every watcher')
  say(
    'From sending a command (or, for the floors, a frame) to the last watcher that has it; deliveries a second of the ' +
      'server’s CPU, commands included.',
  )
  const servers = ['bare', 'socket.io', 'product'] as const
  const rows: string[][] = []
  for (const watchers of crowds) {
    const taken = new Map<Server, Round[][]>(servers.map((server) => [server, []]))
    for (let round = 0; round < rounds; round += 1) {
      for (const server of servers) {
        taken.get(server)?.push(await fanOut(server, product, { watchers, rates, seconds: 4 }))
      }
    }
    for (const [place, rate] of rates.entries()) {
      for (const [server, all] of taken) {
        const each = (figure: (round: Round) => number) =>
          median(all.flatMap((round) => (round[place] ? [figure(round[place])] : [])))
        rows.push([
          `${watchers} × ${rate}/s`,
          server,
          ms(each(({ lastMs }) => at(lastMs, 0.5))),
          ms(each(({ lastMs }) => at(lastMs, 0.99))),
          server === 'product' ? ms(each(({ answerMs }) => at(answerMs, 0.5))) : '',
          `${Math.round(each(({ deliveries, cpuMs }) => deliveries / cpuMs))}k`,
          String(each(({ frames }) => frames)),
          String(each(({ missing }) => missing)),
        ])
      }
    }
  }
  table(
    [
      ...['watchers × rate', 'server', 'last p50', 'last p99', 'answer p50'],
      ...['deliveries/CPU-s', 'frames', 'missing'],
    ],
    rows,
  )
}

async function writers(product: Product): Promise<void> {
  say('## One hot campaign')
  say('Commands a second, reminders of one assignment, for a few writers who each wait for their answer.')
  const ways = {
    'six round trips': sixRoundTrips(product.sql, product),
    'command, rule, journal': throughCommands(product),
    'through HTTP and session': throughHttp(product),
  }
  const rows: string[][] = []
  for (const count of [1, 8, 32]) {
    const taken = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]))
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, write] of Object.entries(ways)) {
        taken.get(name)?.push(await perSecond({ writers: count, seconds: 2 }, write))
      }
    }
    rows.push([String(count), ...[...taken.values()].map((all) => String(Math.round(median(all))))])
  }
  table(['writers', ...Object.keys(ways)], rows)
}

async function storms(product: Product): Promise<void> {
  say('## Everybody comes back at once')
  say('5,000 watchers with a session each, 20 entries behind: until the last is right.')
  const all = []
  for (let round = 0; round < rounds; round += 1) all.push(await storm(product, { count: 5_000, behind: 20 }))
  table(
    ['until the last is right', 'database transactions meanwhile'],
    [
      [
        ms(median(all.map(({ tookMs }) => tookMs))),
        String(median(all.map(({ transactions }) => transactions))),
      ],
    ],
  )
}

async function ingests(product: Product): Promise<void> {
  say('## A large file')
  say(
    `Rows a second of an export of ${largeFile} posts, applied by the server in the background: once as posts nobody had ` +
      'reported, once as new counts of the same posts. The floors COPY (binary, without Nagle) the very rows that the ' +
      'product wrote into empty tables of the same shape: for new posts the posts, their keys and their counts, for counts ' +
      'the counts alone; without recognising, tallies, current counts or journal. Bare: columns, checks and indexes; ' +
      'keyed: the foreign keys too.',
  )
  await preparePages(product)
  const taken: IngestRound[] = []
  for (let round = 0; round < rounds; round += 1) taken.push(await ingestRound(product, { rows: largeFile }))
  const waits = await waitsMeanwhile(product, { rows: largeFile })
  const rows = (['added', 'counted'] as const).map((kind) => {
    const each = (of: 'bare' | 'keyed' | 'product') => median(taken.map((round) => round[kind][of]))
    const product = each('product')
    return [
      kind === 'added' ? 'new posts' : 'new counts',
      ...[each('bare'), each('keyed'), product].map((speed) => String(Math.round(speed))),
      ...[each('bare'), each('keyed')].map((floor) => (product / floor).toFixed(2)),
      ms(at(waits[kind], 0.5)),
      ms(at(waits[kind], 0.95)),
    ]
  })
  table(
    [
      ...['rows of', 'COPY, bare', 'COPY, keyed', 'product', 'to bare', 'to keyed'],
      ...['a reminder meanwhile p50', 'p95'],
    ],
    rows,
  )
  say(`Reading the file: ${Math.round(median(taken.map(({ read }) => read)))} rows a second.`)
}

/** Rows: enough for some forty batches, few enough that a round takes seconds. */
const largeFile = 20_000

async function notifications({ url }: Product): Promise<void> {
  say('## How NOTIFY behaves')
  say(
    'Commits a second of a counter and a journal row, and how the nodes are told. A node is one connection that listens.',
  )
  const bench = new NotifyBench(url)
  const rows: string[][] = []
  for (const [writers, streams, listeners] of [
    [1, 1, 1],
    [1, 64, 1],
    [16, 1, 1],
    [16, 64, 1],
    [16, 64, 3],
    [16, 64, 10],
  ] as const) {
    const taken = ways.map((): number[] => [])
    for (let round = 0; round < rounds; round += 1) {
      for (const [place, way] of ways.entries()) {
        taken[place]?.push(await bench.commits(way, { writers, streams, listeners, seconds: 0.5 }))
      }
    }
    rows.push([writers, streams, listeners, ...taken.map((all) => Math.round(median(all)))].map(String))
  }
  table(['writers', 'campaigns', 'nodes', ...ways], rows)
  const { largest, whileHung, after } = await bench.queue(2_000)
  say(
    `A payload has at most ${largest} bytes. 2,000 of them while one listener hangs in a transaction fill ` +
      `${(whileHung * 100).toFixed(3)} % of the queue, and ${(after * 100).toFixed(3)} % once it is gone.`,
  )
  await bench.end()
}

async function walls(product: Product): Promise<void> {
  say('## A wall while commands come')
  say(
    'A campaign of 50 unions, 2,000 assignments and 10,000 posts; what one wall is sent. At most two frames a second.',
  )
  table(wallHead, (await wallLoads(product)).map(wallRow))
}

async function boards(product: Product): Promise<void> {
  say('## Opening a campaign')
  say(
    'Campaigns of 200 unions, half of the work done with a post each, and so many spontaneous posts besides. Milliseconds by ' +
      'the clock (p50 of 7) and of the server’s CPU without PostgreSQL; kB, and kB sent (gzip).',
  )
  const loads = await boardLoads(product)
  table(boardHead, loads.map(boardRow))
}

function say(words: string): void {
  lines.push(words)
  process.stdout.write(`${words}\n\n`)
}

function table(head: string[], rows: string[][]): void {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  say([line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'))
}

function median(values: readonly number[]): number {
  return at(values, 0.5)
}

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
}

function commit(): string {
  return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
}
