import { once } from 'node:events'
import { Socket } from 'node:net'
import postgres from 'postgres'
import type { Sql } from '#lib/server/db/pool.ts'

/** What of a table is copied: generated columns make themselves. */
const tables = {
  post: [
    ...['id', 'campaign_id', 'unit_id', 'channel_id', 'channel_kind', 'assignment_id', 'link', 'title'],
    ...['content_type', 'published_at', 'reported_by', 'reported_at', 'reactions', 'comments', 'shares'],
    ...['views', 'counted_at', 'counted_from'],
  ],
  post_key: ['key', 'post_id'],
  engagement: [
    ...['post_id', 'at', 'day', 'reactions', 'comments', 'shares', 'views', 'counted_from', 'by_person'],
  ],
}

export type Table = keyof typeof tables
export type Rows = { table: Table; bytes: Buffer }

/** Bare: the tables' columns, checks and indexes. Keyed: their foreign keys too. */
export type Floor = 'bare' | 'keyed'

/** Tables of the same shape as the product's, empty, for COPY to fill. */
export async function makeFloors(sql: Sql): Promise<void> {
  for (const floor of ['bare', 'keyed']) {
    for (const table of Object.keys(tables)) {
      await sql`create table ${sql(`${floor}_${table}`)} (like ${sql(table)} including all)`
    }
  }
  await sql`
    alter table keyed_post add foreign key (campaign_id) references campaign, add foreign key (unit_id) references unit,
      add foreign key (channel_id) references channel, add foreign key (assignment_id) references assignment,
      add foreign key (reported_by) references person`
  await sql`alter table keyed_post_key add foreign key (post_id) references keyed_post`
  await sql`
    alter table keyed_engagement add foreign key (post_id) references keyed_post,
      add foreign key (by_person) references person`
}

/** The rows of a table whose post or own id is above, in the format of binary COPY. */
export async function rowsOf(sql: postgres.Sql, table: Table, above: number): Promise<Rows> {
  const id = table === 'post_key' ? 'post_id' : 'id'
  const from = await sql`
    copy (select ${sql(tables[table])} from ${sql(table)} where ${sql(id)} > ${sql.unsafe(String(above))} order by ${sql(id)})
    to stdout (format binary)`.readable()
  return { table, bytes: Buffer.concat(await from.toArray()) }
}

/** Copies rows into a floor in one transaction; gives the milliseconds it took. */
export async function copyIn(sql: postgres.Sql, floor: Floor, copies: readonly Rows[]): Promise<number> {
  const begun = performance.now()
  await sql.begin(async (tx) => {
    for (const { table, bytes } of copies) {
      const into = await tx`
        copy ${tx(`${floor}_${table}`)} (${tx(tables[table])}) from stdin (format binary)`.writable()
      for (let at = 0; at < bytes.length; at += piece) into.write(bytes.subarray(at, at + piece))
      into.end()
      await once(into, 'finish')
    }
  })
  return performance.now() - begun
}

/** Bytes a message: enough that the number of messages does not count. */
const piece = 65_536

/** One connection without Nagle's algorithm, which would hold back the end of every COPY. */
export function connectAtOnce(url: string): postgres.Sql {
  const { hostname, port } = new URL(url)
  const socket = async () => {
    const made = new Socket().setNoDelay(true).connect(Number(port), hostname)
    await once(made, 'connect')
    return made
  }
  // The package takes the maker of a socket (its README says how), its types do not know.
  return postgres(url, { max: 1, onnotice: () => undefined, ...{ socket } })
}
