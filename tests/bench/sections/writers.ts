import type { Product } from '../support/product.ts'
import { median, type Report, rounds } from '../support/report.ts'
import { perSecond, sixRoundTrips, throughCommands, throughHttp } from '../writers.ts'

export async function writers(product: Product, report: Report): Promise<void> {
  report.say('## One hot campaign')
  report.say(
    'Commands a second, reminders of one assignment, for a few writers who each wait for their answer.',
  )
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
    const [floor = NaN, commands = NaN, http = NaN] = [...taken.values()].map(median)
    rows.push([String(count), ...[floor, commands, http].map((one) => String(Math.round(one)))])
    if (count === 32) {
      report.goal({ what: '32 writers through HTTP, to six round trips', is: http / floor, least: 2 })
    }
  }
  report.table(['writers', ...Object.keys(ways)], rows)
}
