import { connect, type Sql } from '#lib/server/db/pool.ts'
import { wake, wakeChannel } from '#lib/server/journal/wake.ts'
import { perSecond } from './writers.ts'

/** How a small commit tells the nodes: not at all, by NOTIFY in its transaction, or after it, many heads in one. */
export const ways = ['no NOTIFY', 'inside the transaction', 'after it, coalesced'] as const
export type Way = (typeof ways)[number]

type Load = { writers: number; streams: number; listeners: number; seconds: number }

/** What writes and what listens, on connections of its own. */
export class NotifyBench {
  readonly #url: string
  readonly #writers: Sql
  readonly #listeners: Sql[] = []

  constructor(url: string) {
    this.#url = url
    this.#writers = connect(url, { max: 16 })
  }

  /** Commits a second: a counter and a journal row, one statement, one round trip. */
  async commits(way: Way, { writers, streams, listeners, seconds }: Load): Promise<number> {
    await this.#listen(listeners)
    const sql = this.#writers
    await sql`create table if not exists bench_stream (id int primary key, head bigint not null)`
    await sql`create table if not exists bench_entry (stream int, seq bigint, body text, primary key (stream, seq))`
    await sql`truncate bench_stream, bench_entry`
    await sql`insert into bench_stream select id, 0 from generate_series(0, ${streams - 1}) id`
    let next = 0
    return perSecond({ writers, seconds }, async () => {
      const stream = (next += 1) % streams
      if (way === 'inside the transaction') return writeAndNotify(sql, stream)
      const seq = await write(sql, stream)
      if (way === 'after it, coalesced') wake(sql, `bench:${stream}`, { head: seq, entries: [] })
    })
  }

  /**
   * Bytes a payload may have at most, and the share of the queue that is full after `count` of that size while one
   * listener does not come to its end, and once it has.
   */
  async queue(count: number): Promise<{ largest: number; whileHung: number; after: number }> {
    const sql = this.#writers
    let largest = 8_100
    while (!(await isTaken(sql, largest))) largest -= 1
    const hung = connect(this.#url, { max: 1 })
    await hung.listen('bench_queue', () => undefined)
    const used = async (): Promise<number> => {
      const [row] = await sql<{ used: number }[]>`select pg_notification_queue_usage() as used`
      return row?.used ?? NaN
    }
    // A transaction left open keeps its connection from taking what it is told: LISTEN in it, so that it is told.
    const stuck = await hung.reserve()
    await stuck`listen bench_queue`
    await stuck`begin`
    await stuck`select 1`
    for (let index = 0; index < count; index += 1) {
      await sql`select pg_notify('bench_queue', rpad(${String(index)}, ${largest}, 'x'))`
    }
    const whileHung = await used()
    await stuck`rollback`
    stuck.release()
    await hung.end({ timeout: 5 })
    // The tail is moved on by the next notification.
    await sql`select pg_notify('bench_queue', '')`
    await new Promise((resolve) => setTimeout(resolve, 200))
    await sql`select pg_notify('bench_queue', '')`
    return { largest, whileHung, after: await used() }
  }

  async end(): Promise<void> {
    await this.#writers`drop table if exists bench_stream, bench_entry`
    await Promise.all([this.#writers, ...this.#listeners].map((sql) => sql.end({ timeout: 5 })))
  }

  /** The product's own node listens as well, and is one of them. */
  async #listen(nodes: number): Promise<void> {
    while (this.#listeners.length < nodes - 1) {
      const sql = connect(this.#url, { max: 1 })
      await sql.listen(wakeChannel, () => undefined)
      this.#listeners.push(sql)
    }
    while (this.#listeners.length > nodes - 1) await this.#listeners.pop()?.end({ timeout: 5 })
  }
}

async function write(sql: Sql, stream: number): Promise<number> {
  const [row] = await sql<{ seq: number }[]>`
    with moved as (update bench_stream set head = head + 1 where id = ${stream} returning id, head)
    insert into bench_entry select id, head, repeat('x', 300) from moved returning seq`
  return row?.seq ?? 0
}

function writeAndNotify(sql: Sql, stream: number): Promise<unknown> {
  return sql`
    with moved as (update bench_stream set head = head + 1 where id = ${stream} returning id, head),
      written as (insert into bench_entry select id, head, repeat('x', 300) from moved returning stream, seq)
    select pg_notify(${wakeChannel}, json_build_array(json_build_array('bench:' || stream, seq))::text) from written`
}

async function isTaken(sql: Sql, bytes: number): Promise<boolean> {
  return sql`select pg_notify('bench_payload', repeat('x', ${bytes}))`.then(
    () => true,
    () => false,
  )
}
