import type { Socket as TcpSocket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { campaignStream, headOf } from '#lib/server/journal/journal.ts'
import { boardSnapshot } from '#lib/server/queries/board.ts'
import { openCampaign } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'
import { type Node, startNode } from './support/node.ts'
import { tellNodes, writePosts } from './support/posts.ts'
import { connected, Screen } from './support/screen.ts'

const { database, who } = withCast()
let node: Node
const said: string[] = []
const keep = (_: object, words: string) => void said.push(words)
const log = { info: keep, warn: keep, error: keep }

beforeAll(async () => {
  node = await startNode(database.sql, { log, headEvery: 200 })
})
afterAll(() => node.close())

async function writeEntries(campaignId: number, entries: number, postsEach: number): Promise<void> {
  await writePosts(database.sql, campaignId, { entries, postsEach })
  await tellNodes(database.sql, campaignId)
}

async function follow(campaignId: number, options: { transports?: string[] } = {}) {
  const snapshot = () => boardSnapshot(database.sql, campaignId)
  const { streams, socket } = node.streams(who.leader, options)
  await connected(socket)
  const screen = new Screen(streams, await snapshot(), snapshot)
  await vi.waitFor(() => expect(streams.isCaughtUp).toBe(true))
  return { screen, socket }
}

test('1.1 5.2 whatever way a screen is reached, it is given the same entries in the same order', async () => {
  const { campaignId } = await openCampaign(database.sql, who)
  const screens = await Promise.all([
    follow(campaignId),
    follow(campaignId, { transports: ['polling'] }),
    follow(campaignId, { transports: ['polling', 'websocket'] }),
  ])
  for (let round = 0; round < 20; round += 1) await writeEntries(campaignId, 10, 2)
  const head = (await headOf(database.sql, campaignStream(campaignId))) ?? 0
  await vi.waitFor(() => {
    for (const { screen } of screens) expect(screen.seq).toBe(head)
  }, 10_000)
  const [first, ...others] = screens
  for (const { screen } of others) expect(screen.seqs).toEqual(first?.screen.seqs)
})

test('5.3 a client that does not keep up is cut, the others notice nothing, and it is right when it comes back', async () => {
  const { campaignId } = await openCampaign(database.sql, who)
  const quick = await follow(campaignId)
  const slow = await follow(campaignId)
  const line = lineOf(slow.socket)
  line.pause()
  for (let round = 0; round < 8; round += 1) await writeEntries(campaignId, 20, 500)
  const head = (await headOf(database.sql, campaignStream(campaignId))) ?? 0
  await vi.waitFor(() => expect(quick.screen.seq).toBe(head), 20_000)
  await vi.waitFor(() => expect(said).toContain('A client is too slow and starts anew'), 20_000)
  expect(slow.screen.seq).toBeLessThan(head)
  line.resume()
  await vi.waitFor(() => expect(slow.screen.seq).toBe(head), 20_000)
  expect(slow.screen.seqs).toEqual([...slow.screen.seqs].sort((a, b) => a - b))
  expect(new Set(slow.screen.seqs).size).toBe(slow.screen.seqs.length)
})

test('5.3 a client that asks for a wall on and on and takes none is cut', async () => {
  const { campaignId } = await openCampaign(database.sql, who)
  // It says nothing by itself: only what was asked for waits.
  const own = await startNode(database.sql, { log, headEvery: 3_600_000 })
  const socket = own.socket(who.leader)
  let isCut = false
  socket.once('disconnect', () => (isCut = true))
  await connected(socket)
  const before = said.length
  const line = lineOf(socket)
  line.pause()
  const { engine } = socket.io as unknown as { engine: { writeBuffer: unknown[] } }
  for (let round = 0; round < 100 && said.length === before; round += 1) {
    for (let index = 0; index < 100; index += 1) socket.emit('joinWall', { campaignId }, () => undefined)
    // As fast as the node reads, not faster.
    do await nextTurn()
    while (engine.writeBuffer.length + line.writableLength > 0 && said.length === before)
  }
  expect(said.slice(before)).toEqual(['A client is too slow and starts anew'])
  line.resume()
  await vi.waitFor(() => expect(isCut).toBe(true))
  await own.close()
})

/** The connection under a client's socket, to hold it up as a bad network does. */
function lineOf(socket: { io: { engine: unknown } }): TcpSocket {
  const { transport } = socket.io.engine as { transport: { ws: { _socket: TcpSocket } } }
  return transport.ws._socket
}
