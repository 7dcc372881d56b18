import { idleFloor, idleWatcher } from '../memory.ts'
import { storm, stormFloor } from '../storm.ts'
import type { Product } from '../support/product.ts'
import { median, ms, type Report, rounds } from '../support/report.ts'

const watchers = 5_000

export async function storms(product: Product, report: Report): Promise<void> {
  report.say('## Everybody comes back at once')
  report.say(
    '5,000 watchers with a session each, 20 entries behind: until the last is right, and database transactions beyond those ' +
      'of as long a time in which nothing happens. The floors only take as many connections, without sessions, rooms or entries.',
  )
  const floors = { bare: [] as number[], 'socket.io': [] as number[] }
  const all = []
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of ['bare', 'socket.io'] as const) floors[kind].push(await stormFloor(kind, watchers))
    all.push(await storm(product, { count: watchers, behind: 20 }))
  }
  const tookMs = median(all.map((one) => one.tookMs))
  const transactions = median(all.map((one) => one.transactions))
  report.table(
    ['bare, connected', 'socket.io, connected', 'product, right', 'database transactions meanwhile'],
    [[ms(median(floors.bare)), ms(median(floors['socket.io'])), ms(tookMs), String(transactions)]],
  )
  report.say(
    'The server’s core is full all the while, and nothing in it stands out, by the profile: 14 % writing, 12 % garbage, 3 % ' +
      'random ids, the rest spread over the handshakes of http, ws, engine.io and socket.io. The goal was set on a machine that ' +
      'delivers 146,000 bare frames a CPU second to 10,000 watchers, see the first table for this one.',
  )
  report.goal({ what: 'storm of 5,000: until all are right, ms', is: tookMs, most: 1_500 })
  report.goal({ what: 'storm of 5,000: database transactions', is: transactions, most: 20 })
}

export async function memory(product: Product, report: Report): Promise<void> {
  report.say('## What a connection weighs')
  report.say(
    'KiB of resident memory of a fresh server process for each of 5,000 connections that are only there: signed in with a ' +
      'session each and following a campaign, for the product.',
  )
  const bare = await idleFloor('bare', watchers)
  const socketio = await idleFloor('socket.io', watchers)
  const own = await idleWatcher(product, watchers)
  report.table(['bare', 'socket.io', 'product'], [[bare, socketio, own].map((kib) => kib.toFixed(1))])
  report.goal({ what: 'memory of an idle watcher, to bare socket.io', is: own / socketio, most: 1.3 })
}
