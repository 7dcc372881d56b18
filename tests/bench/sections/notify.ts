import { NotifyBench, ways } from '../notify.ts'
import type { Product } from '../support/product.ts'
import { median, type Report, rounds } from '../support/report.ts'

export async function notifications({ url }: Product, report: Report): Promise<void> {
  report.say('## How NOTIFY behaves')
  report.say(
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
  report.table(['writers', 'campaigns', 'nodes', ...ways], rows)
  const { largest, whileHung, after } = await bench.queue(2_000)
  report.say(
    `A payload has at most ${largest} bytes. 2,000 of them while one listener hangs in a transaction fill ` +
      `${(whileHung * 100).toFixed(3)} % of the queue, and ${(after * 100).toFixed(3)} % once it is gone.`,
  )
  await bench.end()
}
