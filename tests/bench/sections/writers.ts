import { loadCore, serverCore, startChild } from '../support/processes.ts'
import type { Product } from '../support/product.ts'
import { median, type Report, rounds } from '../support/report.ts'
import { perSecond, throughHttp } from '../writers.ts'

export async function writers(product: Product, report: Report): Promise<void> {
  report.say('## One hot campaign')
  report.say(
    'Commands a second, reminders of one assignment, for a few writers who each wait for their answer. Transactions and commands without HTTP run where the server runs, on one core with the database, as does the server that HTTP goes to; transactions from a core of their own have more to work with than it.',
  )
  const beside = startChild('./writer.ts', serverCore)
  const apart = startChild('./writer.ts', loadCore)
  const { url, campaignId, assignmentIds, who } = product
  const asked = { url, campaignId, assignmentIds, actor: who.coordinator, seconds: 2 }
  const from =
    (child: typeof beside, way: string) =>
    async (count: number): Promise<number> =>
      (await child.ask<{ perSecond: number }>({ ...asked, way, writers: count })).perSecond
  const ways = {
    'six round trips': from(beside, 'six round trips'),
    'six round trips, a core of their own': from(apart, 'six round trips'),
    'command, rule, journal': from(beside, 'command'),
    'through HTTP and session': (count: number) =>
      perSecond({ writers: count, seconds: asked.seconds }, throughHttp(product)),
  }
  const rows: string[][] = []
  for (const count of [1, 8, 32]) {
    const taken = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]))
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, write] of Object.entries(ways)) taken.get(name)?.push(await write(count))
    }
    const medians = [...taken.values()].map(median)
    rows.push([String(count), ...medians.map((one) => String(Math.round(one)))])
    const [floor = NaN] = medians
    if (count === 32) {
      report.goal({
        what: '32 writers through HTTP, to six round trips',
        is: (medians.at(-1) ?? NaN) / floor,
        least: 2,
      })
    }
  }
  await Promise.all([beside.stop(), apart.stop()])
  report.table(['writers', ...Object.keys(ways)], rows)
}
