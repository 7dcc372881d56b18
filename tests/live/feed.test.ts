import { expect, test, vi } from 'vitest'
import type { Sql } from '#lib/server/db/pool.ts'
import { campaignStream, entriesAfter, headOf } from '#lib/server/journal/journal.ts'
import { Feed } from '#lib/server/live/feed.ts'
import { Feeds } from '#lib/server/live/feeds.ts'
import { type House, receive } from '#lib/server/live/messages.ts'
import type { LiveSocket } from '#lib/server/live/sockets.ts'
import { done, openCampaign } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'
import { startNode } from './support/node.ts'
import { writePosts } from './support/posts.ts'
import { connected } from './support/screen.ts'

const { database, who } = withCast()

/** A feed at the head, and the seqs it has published since. */
async function openFeed(sql: Sql) {
  const { campaignId } = await openCampaign(sql, who)
  const stream = campaignStream(campaignId)
  const published: number[] = []
  const feed = await Feed.open(sql, stream, (_, entries) => {
    published.push(...entries.map(({ entry }) => entry.seq))
  })
  if (!feed) throw new Error('there is a feed')
  return { campaignId, stream, feed, published, head: feed.head }
}

test('1.1 1.2 what a process wrote itself waits for what others wrote before it', async () => {
  const { sql } = database
  const { campaignId, stream, feed, published, head } = await openFeed(sql)
  await writePosts(sql, campaignId, { entries: 4, postsEach: 1 })
  const written = await entriesAfter(sql, stream, { after: head, limit: 10 })
  feed.take(written.slice(2, 3))
  expect(published).toEqual([])
  await vi.waitFor(() => expect(published.length).toBeGreaterThan(2))
  feed.take(written)
  await feed.catchUp()
  expect(published).toEqual([1, 2, 3, 4].map((nth) => head + nth))
})

test('1.1 entries that are handed over while they are being read are published once', async () => {
  const { sql } = database
  const { campaignId, stream, feed, published, head } = await openFeed(sql)
  await writePosts(sql, campaignId, { entries: 3, postsEach: 1 })
  const written = await entriesAfter(sql, stream, { after: head, limit: 10 })
  const reading = feed.catchUp()
  feed.wake(head + 3)
  feed.take(written.slice(0, 2))
  expect(published).toEqual([head + 1, head + 2])
  await reading
  expect(published).toEqual([head + 1, head + 2, head + 3])
})

test('1.4 what a node wrote is on the screens that follow it there, also when no notification comes through', async () => {
  const { sql } = database
  const { campaignId, assignmentIds } = await openCampaign(sql, who)
  const node = await startNode(deaf(sql), { pollEvery: 60_000 })
  const socket = node.socket(who.leader)
  const seen: number[] = []
  socket.on('entries', ({ entries }) => void seen.push(...entries.map(({ seq }) => seq)))
  await connected(socket)
  const stream = campaignStream(campaignId)
  await socket.emitWithAck('join', { stream, after: await headOf(sql, stream) })
  const { seq } = await done(sql, who.coordinator, { kind: 'remind', campaignId, assignmentIds })
  await vi.waitFor(() => expect(seen).toEqual([seq]))
  await node.close()
})

test('2.1 what is written while a feed is being opened is in it, although nobody could tell it', async () => {
  const { sql } = database
  const { campaignId } = await openCampaign(sql, who)
  const stream = campaignStream(campaignId)
  let isWritten = false
  const slow = new Proxy(sql, {
    apply: async (target, _, given: Parameters<Sql>) => {
      const rows = await target(...given)
      if (!isWritten && String(given[0]).includes('journal_entry')) {
        isWritten = true
        await writePosts(sql, campaignId, { entries: 2, postsEach: 1 })
      }
      return rows
    },
  })
  const feed = await new Feeds(slow, () => undefined).open(stream)
  expect(isWritten).toBe(true)
  expect(feed?.head).toBe(await headOf(sql, stream))
})

test('1.2 nobody is let into a room whose feed was let go while the database stood still', async () => {
  const { sql } = database
  const { campaignId } = await openCampaign(sql, who)
  const stream = campaignStream(campaignId)
  const feeds = new Feeds(sql, () => undefined)
  const feed = await feeds.open(stream)
  if (!feed) throw new Error('there is a feed')
  expect(feeds.has(feed)).toBe(true)
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000)
  feeds.sweep(() => false)
  vi.restoreAllMocks()
  expect(feeds.has(feed)).toBe(false)
  const joined = vi.fn()
  const listeners = new Map<string, (input: unknown, reply: unknown) => void>()
  const on = (event: string, listener: () => void) => listeners.set(event, listener)
  const data = { session: { actor: who.leader }, wire: { isFull: false } }
  const house = {
    feeds: { open: () => Promise.resolve(feed), has: (one: Feed) => feeds.has(one) },
    doors: { mayJoin: () => Promise.resolve(true) },
    rooms: { join: joined },
    isAnswering: () => true,
  }
  receive({ on, data, connected: true } as unknown as LiveSocket, house as unknown as House)
  const answer = await new Promise((reply) => listeners.get('join')?.({ stream, after: null }, reply))
  expect(answer).toEqual({ ok: false, code: 'unavailable' })
  expect(joined).not.toHaveBeenCalled()
})

/** The database as a node has it whose notifications get lost. */
function deaf(real: Sql): Sql {
  return new Proxy(real, {
    get: (target, name) =>
      name === 'listen'
        ? () => Promise.resolve({ unlisten: () => Promise.resolve() })
        : (Reflect.get(target, name) as unknown),
  })
}
