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
    parse: (text: string) => Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')),
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

/** Opens a pool; connections are made on first use. Instants in and out are epoch milliseconds. */
export function connect(url: string, options: { max?: number } = {}): Sql {
  return postgres(url, {
    max: options.max ?? 10,
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

let shared: Sql | undefined

/** The process's own pool on DATABASE_URL, which the server sets before anything asks. */
export function db(): Sql {
  if (shared) return shared
  const url = process.env['DATABASE_URL']
  if (!url) throw new Error('DATABASE_URL is not set: the server sets it at its start')
  return (shared = connect(url))
}

/** Closes the shared pool, letting running queries finish for up to five seconds. */
export async function closeDb(): Promise<void> {
  await shared?.end({ timeout: 5 })
  shared = undefined
}
