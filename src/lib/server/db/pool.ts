import postgres from 'postgres'

/** bigint ids and counts stay below 2^53, instants are epoch milliseconds, days are 'YYYY-MM-DD'. */
const types = {
  bigint: {
    to: 20,
    from: [20],
    serialize: (value: number) => String(value),
    parse: (text: string) => Number(text),
  },
  instant: {
    to: 1184,
    from: [1184],
    serialize: (value: number | string) => (typeof value === 'number' ? isoOf(value) : value),
    // A zone of whole hours comes without its minutes.
    parse: (text: string) =>
      Date.parse(text.replace(' ', 'T') + ('+-'.includes(text.at(-3) ?? ' ') ? ':00' : '')),
  },
  day: {
    to: 1082,
    from: [1082],
    serialize: (value: string) => value,
    parse: (text: string) => text,
  },
}

export type Sql = postgres.Sql<{ bigint: number; instant: number; day: string }>
export type Tx = postgres.TransactionSql<{ bigint: number; instant: number; day: string }>

/** An instant as PostgreSQL reads it, where it travels inside JSON. */
export function isoOf(instant: number): string {
  return new Date(instant).toISOString()
}

type PoolOptions = {
  max?: number
  /** Through a pooler every transaction may be on another connection: nothing is kept on one. */
  isPooled?: boolean
}

/** Opens a pool; connections are made on first use. Instants in and out are epoch milliseconds. */
export function connect(url: string, { max = 10, isPooled = false }: PoolOptions = {}): Sql {
  return postgres(url, {
    max,
    prepare: !isPooled,
    types,
    // Columns only: postgres.camel would rewrite the keys inside jsonb too.
    transform: { column: { from: postgres.toCamel, to: postgres.fromCamel } },
    // Seconds. A database that was away is found again soon: the package's own pauses grow to twenty.
    backoff: (retries: number) => Math.min(2, 0.1 * 2 ** retries),
    connect_timeout: 10,
    onnotice: () => undefined,
    connection: { TimeZone: 'UTC', application_name: 'cao-diem' },
  })
}

let forPages: Sql | undefined
let direct: Sql | undefined

/**
 * The pool of pages and commands: through the pooler where there is one, else the only one. The built pages have one of
 * their own, as they have their own copy of this file. The server sets both addresses at its start.
 */
export function db(): Sql {
  const pooler = process.env['DATABASE_POOLER_URL']
  return (forPages ??= pooler ? connect(pooler, { isPooled: true }) : directDb())
}

/** The pool of the live connection and of the jobs, past any pooler: they listen, and hold locks of their connection. */
export function directDb(): Sql {
  return (direct ??= connect(ownUrl()))
}

/** Closes the pools, letting running queries finish for up to five seconds. */
export async function closeDb(): Promise<void> {
  await Promise.all([...new Set([forPages, direct])].map((pool) => pool?.end({ timeout: 5 })))
  forPages = direct = undefined
}

function ownUrl(): string {
  const url = process.env['DATABASE_URL']
  if (!url) throw new Error('DATABASE_URL is not set: the server sets it at its start')
  return url
}
