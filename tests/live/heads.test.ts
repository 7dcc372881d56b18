import { expect, test, vi } from 'vitest'
import type { Sql } from '#lib/server/db/pool.ts'
import { boardSnapshot } from '#lib/server/queries/board.ts'
import { openCampaign } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'
import { startNode } from './support/node.ts'
import { writePosts } from './support/posts.ts'
import { connected, Screen } from './support/screen.ts'

const { database, who } = withCast()

test('4.3 what no notification told is on every screen once the node looks', async () => {
  const { sql } = database
  const { campaignId } = await openCampaign(sql, who)
  const node = await startNode(sql, { pollEvery: 50 })
  const snapshot = () => boardSnapshot(sql, campaignId)
  const { streams, socket } = node.streams(who.leader)
  await connected(socket)
  const screen = new Screen(streams, await snapshot(), snapshot)
  await vi.waitFor(() => expect(streams.isCaughtUp).toBe(true))
  const before = screen.seq
  await writePosts(sql, campaignId, { entries: 2, postsEach: 1 })
  await vi.waitFor(() => expect(screen.seqs).toEqual([before + 1, before + 2]))
  await node.close()
})

test('4.2 8.4 a node whose database does not answer says nothing, lets nobody new in, and signs nobody out', async () => {
  const { sql, breakOff } = breakable(database.sql)
  const { campaignId } = await openCampaign(database.sql, who)
  let failures = 0
  const log = { info: () => undefined, warn: () => (failures += 1), error: () => undefined }
  const node = await startNode(sql, { pollEvery: 20, headEvery: 20, log })
  const socket = node.socket(who.leader)
  let heads = 0
  let isCut = false
  socket.on('head', () => (heads += 1))
  socket.on('disconnect', () => (isCut = true))
  await connected(socket)
  await socket.emitWithAck('join', { stream: `campaign:${campaignId}`, after: null })
  await vi.waitFor(() => expect(heads).toBeGreaterThan(3))

  breakOff(true)
  await vi.waitFor(() => expect(node.isListening()).toBe(false), 5_000)
  const [saidBefore, failedBefore] = [heads, failures]
  await vi.waitFor(() => expect(failures).toBeGreaterThan(failedBefore + 20))
  expect(heads).toBeLessThanOrEqual(saidBefore + 1)
  expect(isCut).toBe(false)
  await expect(connected(node.socket(who.coordinator))).rejects.toThrow('unavailable')
  const again = await socket.emitWithAck('join', { stream: `campaign:${campaignId}`, after: null })
  expect(again).toEqual({ ok: false, code: 'unavailable' })

  breakOff(false)
  await vi.waitFor(() => expect(heads).toBeGreaterThan(saidBefore + 3))
  await node.close()
})

/** The database as a node has it, which can be told to answer nothing but errors. */
function breakable(real: Sql): { sql: Sql; breakOff: (isBroken: boolean) => void } {
  let isBroken = false
  const sql = new Proxy(real, {
    apply: (target, self, given) =>
      isBroken ? Promise.reject(new Error('broken')) : (Reflect.apply(target, self, given) as unknown),
  })
  return { sql, breakOff: (broken) => (isBroken = broken) }
}
