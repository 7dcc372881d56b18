import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { LiveSocket } from '#lib/client/streams.ts'
import type { JoinReply } from '#lib/protocol/live.ts'
import { campaignStream, headOf } from '#lib/server/journal/journal.ts'
import { wakeChannel } from '#lib/server/journal/wake.ts'
import { boardSnapshot } from '#lib/server/queries/board.ts'
import { done, openCampaign } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'
import { type Node, startNode } from './support/node.ts'
import { tellNodes, writePosts } from './support/posts.ts'
import { connected, Screen } from './support/screen.ts'

const { database, who } = withCast()
let node: Node

beforeAll(async () => {
  // It never looks by itself: it knows what it is told, and what joining makes it read.
  node = await startNode(database.sql, { pollEvery: 3_600_000 })
})
afterAll(() => node.close())

/** A leader's socket, and the seq of every entry it is sent. */
async function open(): Promise<{ socket: LiveSocket; seqs: number[] }> {
  const socket = node.socket(who.leader)
  const seqs: number[] = []
  socket.on('entries', ({ entries }) => seqs.push(...entries.map(({ seq }) => seq)))
  await connected(socket)
  return { socket, seqs }
}

function join(socket: LiveSocket, campaignId: number, after: number | null): Promise<JoinReply> {
  return socket.emitWithAck('join', { stream: campaignStream(campaignId), after })
}

async function head(campaignId: number): Promise<number> {
  return (await headOf(database.sql, campaignStream(campaignId))) ?? 0
}

test('2.2 who joins from now on is sent nothing old, learns the head, and gets what comes', async () => {
  const { campaignId } = await openCampaign(database.sql, who)
  const { socket, seqs } = await open()
  const before = await head(campaignId)
  expect(await join(socket, campaignId, null)).toEqual({ ok: true, head: before })
  await done(database.sql, who.coordinator, { kind: 'closeCampaign', campaignId })
  await vi.waitFor(() => expect(seqs).toEqual([before + 1]))
})

test('2.1 the answer to a join comes behind the entries up to its head', async () => {
  const { campaignId } = await openCampaign(database.sql, who)
  const { socket, seqs } = await open()
  const until = await head(campaignId)
  const before = await new Promise<number[]>((resolve) => {
    socket.emit('join', { stream: campaignStream(campaignId), after: 0 }, () => resolve([...seqs]))
  })
  expect(before).toEqual(Array.from({ length: until }, (_, index) => index + 1))
})

test('4.3 what was notified while a node did not listen is read as soon as it does again', async () => {
  const { campaignId } = await openCampaign(database.sql, who)
  const { socket, seqs } = await open()
  const before = await head(campaignId)
  await join(socket, campaignId, before)
  await writePosts(database.sql, campaignId, { entries: 2, postsEach: 1 })
  await database.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike 'listen%' and pid <> pg_backend_pid()`
  await vi.waitFor(() => expect(seqs).toEqual([before + 1, before + 2]), 10_000)
})

test('2.3 who stands ahead of a node waits until it has read on', async () => {
  const { campaignId } = await openCampaign(database.sql, who)
  const { socket, seqs } = await open()
  const known = await head(campaignId)
  await join(socket, campaignId, known)
  await writePosts(database.sql, campaignId, { entries: 3, postsEach: 1 })
  const other = await open()
  expect(await join(other.socket, campaignId, known + 2)).toEqual({ ok: true, head: known + 3 })
  expect(other.seqs).toEqual([known + 3])
  expect(seqs).toEqual([known + 1, known + 2, known + 3])
})

test('1.3 an entry whose transaction has not committed is sent to nobody, whatever nodes are told', async () => {
  const { campaignId } = await openCampaign(database.sql, who)
  const { sql } = database
  const { socket, seqs } = await open()
  const before = await head(campaignId)
  await join(socket, campaignId, before)
  const elsewhere = await openCampaign(sql, who)
  await join(socket, elsewhere.campaignId, await head(elsewhere.campaignId))
  await sql.begin(async (tx) => {
    await tx`update campaign set name = name where id = ${campaignId}`
    await tx`
      insert into journal_entry (stream_id, seq, at, command_id, kind, body)
      select stream_id, seq + 1, at, gen_random_uuid(), kind, body from journal_entry
      where stream_id = ${campaignStream(campaignId)} and seq = ${before}`
    await tx`update stream set head = head + 1 where id = ${campaignStream(campaignId)}`
    await sql.notify(wakeChannel, JSON.stringify([[campaignStream(campaignId), before + 1]]))
    // What was committed after it is through; it is not.
    await done(sql, who.coordinator, { kind: 'closeCampaign', campaignId: elsewhere.campaignId })
    await vi.waitFor(() => expect(seqs).toHaveLength(1))
  })
  await tellNodes(sql, campaignId)
  await vi.waitFor(() => expect(seqs).toHaveLength(2))
  expect(seqs[1]).toBe(before + 1)
})

test('3.1 3.2 who is too far behind takes a snapshot, shows it, and follows from there', async () => {
  const { campaignId } = await openCampaign(database.sql, who)
  const { sql } = database
  const snapshot = () => boardSnapshot(sql, campaignId)
  const old = await snapshot()
  await writePosts(sql, campaignId, { entries: 20, postsEach: 300 })
  const { streams, socket } = node.streams(who.leader)
  await connected(socket)
  const screen = new Screen(streams, old, snapshot)
  const { seq, board } = await snapshot()
  await vi.waitFor(() => expect(screen.seq).toBe(seq))
  expect(screen.tooOld).toBe(1)
  expect(screen.seqs).toEqual([])
  expect(screen.board).toEqual(board)
  await done(sql, who.coordinator, { kind: 'closeCampaign', campaignId })
  await vi.waitFor(() => expect(screen.seqs).toEqual([seq + 1]))
})

test('5.1 entries written together leave together, in frames of bounded size', async () => {
  const { campaignId } = await openCampaign(database.sql, who)
  const { socket } = await open()
  const before = await head(campaignId)
  await join(socket, campaignId, before)
  const frames: { entries: number; size: number }[] = []
  socket.on('entries', ({ entries }) => {
    frames.push({ entries: entries.length, size: JSON.stringify(entries).length })
  })
  await writePosts(database.sql, campaignId, { entries: 40, postsEach: 50 })
  await tellNodes(database.sql, campaignId)
  await vi.waitFor(() => expect(frames.reduce((sum, frame) => sum + frame.entries, 0)).toBe(40))
  // Forty entries weigh about 700,000 characters.
  expect(frames.length).toBeGreaterThan(1)
  expect(frames.length).toBeLessThan(6)
  for (const { size } of frames) expect(size).toBeLessThan(257_000)
})
