import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { DomainError } from '../../domain/error.ts'
import type { Sql } from '../db/pool.ts'
import { hashOf } from './secret.ts'

const minute = 60
const day = 24 * 60 * minute

/**
 * Wrong passwords are counted in the database, so every node and every restart knows them:
 * - one login from one address: 5 in 15 minutes;
 * - one address: 100 in an hour, since a whole office stands behind one;
 * - one login from anywhere: 30 in an hour, but not from an address where it signed in before, so that nobody
 *   can lock the right person out by guessing.
 */
export function throttleOn(sql: Sql) {
  const limiter = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterPostgres({
      storeClient: queryOn(sql),
      storeType: 'client',
      tableName: 'login_try',
      tableCreated: true, // by a migration
      clearExpiredByTimeout: false, // see sweepTries, which the queue runs
      keyPrefix,
      points,
      duration,
    })
  const pair = limiter('pair', 5, 15 * minute)
  const address = limiter('address', 100, 60 * minute)
  const login = limiter('login', 30, 60 * minute)
  const known = limiter('known', 1, 90 * day)

  return {
    /** Counts a try before it is made, so that many at once count too. Throws too_many_tries {until, seconds}. */
    async count(try_: Try): Promise<void> {
      const { pairKey, addressKey, loginKey } = keysOf(try_)
      await orTooMany(pair.consume(pairKey))
      await orTooMany(address.consume(addressKey))
      if ((await known.get(pairKey)) === null) await orTooMany(login.consume(loginKey))
    },
    /** The password was right: what was counted for this login and address is forgotten. */
    async forgive(try_: Try): Promise<void> {
      const { pairKey, addressKey, loginKey } = keysOf(try_)
      await Promise.all([
        pair.delete(pairKey),
        address.reward(addressKey),
        login.reward(loginKey),
        known.set(pairKey, 1, 90 * day),
      ])
    },
  }
}

export type Try = { login: string; address: string }

/** Removes what no longer counts. */
export async function sweepTries(sql: Sql): Promise<void> {
  await sql`delete from login_try where expire < ${Date.now()}::bigint`
}

/** Hashed: a login is personal, may be long, and a password is now and then typed in its place. */
function keysOf({ login, address }: Try): { pairKey: string; addressKey: string; loginKey: string } {
  const place = networkOf(address)
  return { pairKey: hashOf(`${login} ${place}`), addressKey: hashOf(place), loginKey: hashOf(login) }
}

/** A household or office has a whole IPv6 /64; counting single addresses there would count nothing. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  if (!address.includes(':')) return address
  const [front = '', back = ''] = address.split('::')
  const groups = front.split(':').filter(Boolean)
  const tail = back.split(':').filter(Boolean)
  const zeros = address.includes('::') ? Array<string>(8 - groups.length - tail.length).fill('0') : []
  return [...groups, ...zeros, ...tail].slice(0, 4).join(':') + '::/64'
}

async function orTooMany(consumed: Promise<RateLimiterRes>): Promise<void> {
  try {
    await consumed
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    const seconds = Math.ceil(refused.msBeforeNext / 1000)
    throw new DomainError('too_many_tries', { until: Date.now() + refused.msBeforeNext, seconds })
  }
}

type Query = { text: string; values?: (string | number | null)[] }

/** What the package asks of a client of `pg`, on our own pool. */
function queryOn(sql: Sql) {
  return {
    async query({ text, values = [] }: Query) {
      const rows = await sql.unsafe(text, values)
      return { rows, rowCount: rows.count }
    },
  }
}
