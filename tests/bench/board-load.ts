import { get } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync, gzipSync } from 'node:zlib'
import { startSession } from '#lib/server/auth/sessions.ts'
import { addPosts, addWork, campaignUnderWay, settle, unions } from '../support/big-campaign.ts'
import { cpuOf } from './support/processes.ts'
import type { Product } from './support/product.ts'

/** What one screen costs: milliseconds by the clock and of the server's CPU, bytes as they are and on the wire. */
export type Cost = { screen: string; clockMs: number; cpuMs: number; bytes: number; sent: number }
export type Load = { assignments: number; posts: number; costs: Cost[] }

/** Screens of a campaign, and whose session opens them. */
const screens: { name: string; as: 'leader' | 'staff'; path: (campaignId: number) => string }[] = [
  { name: 'board', as: 'leader', path: (id) => `/campaigns/${id}` },
  { name: 'its data', as: 'leader', path: (id) => `/campaigns/${id}/__data.json` },
  { name: 'snapshot', as: 'leader', path: (id) => `/api/campaigns/${id}/board` },
  { name: 'posts', as: 'leader', path: (id) => `/api/campaigns/${id}/posts` },
  { name: 'posts of a day', as: 'leader', path: (id) => `/api/campaigns/${id}/posts?day=${dayAgo}` },
  { name: 'wall', as: 'leader', path: (id) => `/campaigns/${id}/wall` },
  { name: 'tasks', as: 'staff', path: () => '/tasks' },
  { name: 'campaigns', as: 'leader', path: () => '/campaigns' },
]
const dayAgo = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)

const sizes = { posts: [100, 10_000, 1_000_000], assignments: [50, 1_000, 10_000] }
const unionCount = 200
const requests = 7

/**
 * Three campaigns by number of (spontaneous) posts, in each of which the work grows. Only the newest is open while it
 * is measured: an officer's list holds open ones.
 */
export async function boardLoads(product: Product): Promise<Load[]> {
  const { sql, who } = product
  const { ids: unionIds, staff } = await unions(sql, who, unionCount)
  const { name, value } = await startSession(sql, staff.personId)
  const cookies = { leader: product.cookies.leader, staff: `${name}=${value}` }
  const loads: Load[] = []
  for (const posts of sizes.posts) {
    await sql`update campaign set closed_at = now() where closed_at is null`
    const campaignId = await campaignUnderWay(sql, who)
    await addPosts(sql, { campaignId, unionIds, count: posts })
    for (const assignments of sizes.assignments) {
      await addWork(sql, { campaignId, unionIds, count: assignments })
      await settle(sql)
      const costs: Cost[] = []
      for (const { name: screen, as, path } of screens) {
        costs.push({ screen, ...(await costOf(product, { path: path(campaignId), cookie: cookies[as] })) })
      }
      loads.push({ assignments, posts, costs })
    }
  }
  return loads.sort((a, b) => a.assignments - b.assignments || a.posts - b.posts)
}

export const boardHead = ['assignments × posts', ...screens.map(({ name }) => name)]

export function boardRow({ assignments, posts, costs }: Load): string[] {
  const kB = (bytes: number) => (bytes / 1000).toFixed(0)
  return [
    `${assignments.toLocaleString('en')} × ${posts.toLocaleString('en')}`,
    ...costs.map(
      ({ clockMs, cpuMs, bytes, sent }) =>
        `${clockMs.toFixed(0)} / ${cpuMs.toFixed(0)} ms, ${kB(bytes)} / ${kB(sent)}`,
    ),
  ]
}

async function costOf(
  { pid, address }: Product,
  { path, cookie }: { path: string; cookie: string },
): Promise<Omit<Cost, 'screen'>> {
  const ask = (): Promise<Answered> => answered(`${address}${path}`, cookie)
  const { bytes, sent } = await ask()
  const clock: number[] = []
  const cpuBefore = cpuOf(pid)
  for (let index = 0; index < requests; index += 1) clock.push((await ask()).tookMs)
  const cpuMs = (cpuOf(pid) - cpuBefore) / requests
  return { clockMs: clock.sort((a, b) => a - b)[requests >> 1] ?? NaN, cpuMs, bytes, sent }
}

type Answered = { tookMs: number; bytes: number; sent: number }

/** As a browser asks. What is not compressed by the server counts as the proxy before it would send it. */
function answered(url: string, cookie: string): Promise<Answered> {
  const from = performance.now()
  return new Promise((resolve, reject) => {
    get(url, { headers: { cookie, 'accept-encoding': 'gzip' } }, (response) => {
      buffer(response)
        .then((body) => {
          const tookMs = performance.now() - from
          if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode}`)
          const isPacked = response.headers['content-encoding'] === 'gzip'
          resolve({
            tookMs,
            bytes: isPacked ? gunzipSync(body).length : body.length,
            sent: isPacked ? body.length : gzipSync(body).length,
          })
        }, reject)
        .catch(reject)
    }).on('error', reject)
  })
}
