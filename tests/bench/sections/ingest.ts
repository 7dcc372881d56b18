import { type IngestRound, ingestRound, preparePages, waitsMeanwhile } from '../ingest.ts'
import type { Product } from '../support/product.ts'
import { at, median, ms, type Report, rounds } from '../support/report.ts'

/** Rows: enough for some forty batches, few enough that a round takes seconds. */
const largeFile = 20_000

export async function ingests(product: Product, report: Report): Promise<void> {
  report.say('## A large file')
  report.say(
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
    report.goal({
      what: `new ${kind === 'added' ? 'posts' : 'counts'} of a file, to COPY`,
      is: product / each('keyed'),
      least: 0.35,
    })
    return [
      kind === 'added' ? 'new posts' : 'new counts',
      ...[each('bare'), each('keyed'), product].map((speed) => String(Math.round(speed))),
      ...[each('bare'), each('keyed')].map((floor) => (product / floor).toFixed(2)),
      ms(at(waits[kind], 0.5)),
      ms(at(waits[kind], 0.95)),
    ]
  })
  report.table(
    [
      ...['rows of', 'COPY, bare', 'COPY, keyed', 'product', 'to bare', 'to keyed'],
      ...['a reminder meanwhile p50', 'p95'],
    ],
    rows,
  )
  report.say(`Reading the file: ${Math.round(median(taken.map(({ read }) => read)))} rows a second.`)
  report.say(
    'Where the time of new counts goes, by the profile: of some 100 µs a row 40 are the writing of the counts themselves with ' +
      'their foreign keys, 500 at a time and each batch on disk before the next (COPY of all at once: 20 to 28), 25 the posts’ ' +
      'current counts, 15 reading the rows and the posts, 20 the rule and the journal in Node. The goal would need 60 to 80.',
  )
}
