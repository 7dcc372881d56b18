import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import { addPosts, addWork, campaignUnderWay, settle, unions } from '../support/big-campaign.ts'
import type { Product } from './support/product.ts'

/** What one wall is sent while commands come: frames and bytes a second, and the largest frame. */
export type WallLoad = { perSecond: number; frames: number; bytes: number; largest: number }

const rates = [1, 10, 50, 200]
const seconds = 4
const unionCount = 50

/** Half of the commands finish work with a new post, one union after the other; half count posts. */
export async function wallLoads(product: Product): Promise<WallLoad[]> {
  const { sql, who } = product
  const { ids: unionIds } = await unions(sql, who, unionCount)
  const campaignId = await campaignUnderWay(sql, who)
  await addPosts(sql, { campaignId, unionIds, count: 10_000 })
  await addWork(sql, { campaignId, unionIds, count: 2_000 })
  await settle(sql)
  const open = await sql<Open[]>`
    select id, unit_id from assignment where campaign_id = ${campaignId} and state in ('assigned', 'accepted') order by id`
  const posts = await sql<{ id: number }[]>`select id from post where campaign_id = ${campaignId} order by id`
  let given = 0
  const loads: WallLoad[] = []
  for (const rate of rates) {
    const wall = watch(product, campaignId)
    // The whole view comes first, and what the rate before left behind.
    await until(performance.now() + 1_500)
    wall.sizes.length = 0
    const from = performance.now()
    const running: Promise<unknown>[] = []
    for (let index = 0; index < rate * seconds; index += 1) {
      await until(from + (index * 1000) / rate)
      given += 1
      const [work, post] = [open[given >> 1], posts[(given * 7) % posts.length]]
      if (!work || !post) throw new Error('there is no more work to finish')
      const command = given % 2 ? finish(campaignId, work) : count(campaignId, post.id, given)
      running.push(send(product, command).catch((error: unknown) => error))
    }
    const failed = (await Promise.all(running)).find((answer) => answer !== undefined)
    if (failed) throw failed as Error
    const took = (performance.now() - from) / 1000
    wall.close()
    loads.push({
      perSecond: running.length / took,
      frames: wall.sizes.length / took,
      bytes: wall.sizes.reduce((sum, size) => sum + size, 0) / took,
      largest: Math.max(...wall.sizes),
    })
  }
  return loads
}

export const wallHead = ['commands/s', 'frames/s', 'kB/s', 'largest frame, kB']

export function wallRow({ perSecond, frames, bytes, largest }: WallLoad): string[] {
  return [perSecond.toFixed(0), frames.toFixed(1), (bytes / 1000).toFixed(1), (largest / 1000).toFixed(1)]
}

type Open = { id: number; unitId: number }

function finish(campaignId: number, { id, unitId }: Open): object {
  const post = {
    link: `https://facebook.com/cs${unitId}/posts/${710_000_000_000_000 + id}`,
    title: 'Lễ phát động Tháng Công nhân',
    contentType: 'news',
    publishedAt: null,
  }
  return { kind: 'markDone', campaignId, assignmentId: id, posts: [post], fileIds: [] }
}

function count(campaignId: number, postId: number, reactions: number): object {
  return { kind: 'count', campaignId, postId, reactions, comments: 1, shares: 1, views: reactions }
}

async function send({ address, cookies }: Product, command: object): Promise<void> {
  const response = await fetch(`${address}/api/commands`, {
    method: 'POST',
    headers: { cookie: cookies.coordinator, 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ id: randomUUID(), ...command }),
  })
  if (!response.ok) throw new Error(`refused: ${await response.text()}`)
}

/** A television: sizes of the frames it was sent. */
function watch({ live, cookies }: Product, campaignId: number): { sizes: number[]; close: () => void } {
  const sizes: number[] = []
  const socket = new WebSocket(live, { headers: { cookie: cookies.leader }, perMessageDeflate: false })
  socket.on('message', (raw: Buffer) => {
    const text = raw.toString('latin1')
    // engine.io: 0 open, 2 ping; socket.io in a message (4): 0 connected, 2 event.
    if (text.startsWith('42["wall"')) sizes.push(raw.length)
    else if (text.startsWith('0')) socket.send('40')
    else if (text.startsWith('2')) socket.send('3')
    else if (text.startsWith('40')) socket.send(`420${JSON.stringify(['joinWall', { campaignId }])}`)
  })
  return { sizes, close: () => socket.terminate() }
}

function until(at: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, at - performance.now())))
}
