import { fanOut, type Round, type Server } from '../fan-out.ts'
import type { Product } from '../support/product.ts'
import { at, median, ms, type Report, rounds } from '../support/report.ts'

const crowds = [1_000, 5_000, 10_000]
const rates = [10, 50]
const servers = ['bare', 'socket.io', 'product'] as const

/** The medians of what rounds of one load came to. */
type Figures = {
  p50: number
  p99: number
  answer: number
  perCpuSecond: number
  frames: number
  missing: number
}

export async function fanOuts(product: Product, report: Report): Promise<void> {
  report.say('## A change to every watcher')
  report.say(
    'From sending a command (or, for the floors, a frame) to the last watcher that has it; deliveries a second of the ' +
      'server’s CPU, commands included. Frames: how many carried the changes of three seconds to a watcher; where there are fewer than ' +
      'changes, what came meanwhile left together, and a delivery cost so much less than a frame.',
  )
  const rows: string[][] = []
  const known = new Map<string, Figures>()
  for (const watchers of crowds) {
    const taken = new Map<Server, Round[][]>(servers.map((server) => [server, []]))
    for (let round = 0; round < rounds; round += 1) {
      for (const server of servers) {
        taken.get(server)?.push(await fanOut(server, product, { watchers, rates, seconds: 3 }))
      }
    }
    for (const [place, rate] of rates.entries()) {
      for (const [server, all] of taken) {
        const figures = figuresOf(all.flatMap((round) => round[place] ?? []))
        known.set(`${server} ${watchers} ${rate}`, figures)
        rows.push([`${watchers} × ${rate}/s`, server, ...shown(server, figures)])
      }
    }
  }
  report.table(
    [
      ...['watchers × rate', 'server', 'last p50', 'last p99', 'answer p50'],
      ...['deliveries/CPU-s', 'frames', 'missing'],
    ],
    rows,
  )
  holdAgainstGoals(report, (server, rate) => known.get(`${server} 10000 ${rate}`))
}

function figuresOf(all: readonly Round[]): Figures {
  const each = (figure: (round: Round) => number) => median(all.map(figure))
  return {
    p50: each(({ lastMs }) => at(lastMs, 0.5)),
    p99: each(({ lastMs }) => at(lastMs, 0.99)),
    answer: each(({ answerMs }) => at(answerMs, 0.5)),
    perCpuSecond: each(({ deliveries, cpuMs }) => (deliveries / cpuMs) * 1000),
    frames: each(({ frames }) => frames),
    missing: Math.max(...all.map(({ missing }) => missing)),
  }
}

function shown(server: Server, { p50, p99, answer, perCpuSecond, frames, missing }: Figures): string[] {
  return [
    ms(p50),
    ms(p99),
    server === 'product' ? ms(answer) : '',
    `${Math.round(perCpuSecond / 1000)}k`,
    frames.toFixed(0),
    String(missing),
  ]
}

function holdAgainstGoals(report: Report, of: (server: Server, rate: number) => Figures | undefined): void {
  const [bare, usual, overload] = [of('bare', 10), of('product', 10), of('product', 50)]
  if (!bare || !usual || !overload) return
  report.goal({
    what: 'deliveries a CPU second at 10,000 × 10/s, to bare ws',
    is: usual.perCpuSecond / bare.perCpuSecond,
    least: 0.65,
  })
  report.goal({
    what: 'last of 10,000 watchers has it at 10/s, p50, to one bare broadcast',
    is: usual.p50 / bare.p50,
    most: 1.5,
  })
  report.goal({
    what: 'overload of 10,000 × 50/s: p99 of the last, to one fan-out',
    is: overload.p99 / bare.p50,
    most: 3.5,
  })
  report.goal({ what: 'overload: deliveries missing', is: overload.missing, most: 0 })
  report.goal({ what: 'overload: the writer’s answer, p50, ms', is: overload.answer, most: 16 })
}
