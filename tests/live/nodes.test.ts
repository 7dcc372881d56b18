import { randomUUID } from 'node:crypto'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type LiveSocket, Streams } from '#lib/client/streams.ts'
import type { Actor } from '#lib/domain/person.ts'
import { livePath, type Presence } from '#lib/protocol/live.ts'
import { endSessions, startSession } from '#lib/server/auth/sessions.ts'
import { apply } from '#lib/server/commands/imports.ts'
import { campaignStream, entriesAfter } from '#lib/server/journal/journal.ts'
import { boardSnapshot } from '#lib/server/queries/board.ts'
import { verifyCampaign } from '#lib/server/queries/verify.ts'
import { type Cast, openCampaign } from '../support/cast.ts'
import type { FreshDatabase } from '../support/database.ts'
import { metaFile } from '../support/meta-file.ts'
import { type OwnBoard, ownBoard, type Serving } from '../support/own-board.ts'
import { keepBooks, type Queued, untilState, writtenIn } from './support/queue-books.ts'
import { connected, Screen } from './support/screen.ts'

/** Three server processes on one PostgreSQL; each is known there by its name. */
const names = ['node-0', 'node-1', 'node-2'] as const
type Name = (typeof names)[number]

let board: OwnBoard
let database: FreshDatabase
let who: Cast
const nodes = new Map<Name, Serving>()

beforeAll(async () => {
  board = await ownBoard()
  ;({ database, who } = board)
  const { sql } = database
  await sql`
    insert into channel (unit_id, kind, name, address, address_key)
    values (${who.muongTe.id}, 'fanpage', 'Mường Tè', 'https://facebook.com/cdmuongte', 'facebook:cdmuongte')`
  await Promise.all(names.map(startNode))
  await keepBooks(sql)
}, 180_000)
afterAll(() => board.close(), 60_000)

test('14.1 three nodes are one: one order for everybody, one presence, and nobody signed out is left on any', async () => {
  const { sql } = database
  const { campaignId } = await openCampaign(sql, who)
  const people = [who.leader, who.coordinator, who.staffOfSinHo]
  const screens = await Promise.all(names.map((name, place) => watch(name, people[place], campaignId)))
  await vi.waitFor(() => expect(screens.map(({ heard }) => heard.latest?.count)).toEqual([3, 3, 3]), 15_000)

  const cookie = await cookieOf(who.coordinator)
  const sent = Array.from({ length: 60 }, (_, index) => addEvent(atPlace(index), campaignId, cookie))
  expect((await Promise.all(sent)).every((status) => status === 200)).toBe(true)
  const { board, seq } = await boardSnapshot(sql, campaignId)
  for (const { screen } of screens) {
    await vi.waitFor(() => expect(screen.seq).toBe(seq), 10_000)
    expect(screen.board).toEqual(board)
    expect(screen.seqs).toEqual(screens[0]?.screen.seqs)
  }

  const everywhere = await Promise.all(names.map((name) => watch(name, who.leader, campaignId)))
  await endSessions(sql, who.leader.personId)
  await vi.waitFor(
    () => expect(everywhere.map((one) => one.wasSignedOut())).toEqual([true, true, true]),
    5_000,
  )
  expect(screens.map((one) => one.wasSignedOut())).toEqual([true, false, false])
  for (const { socket } of [...screens, ...everywhere]) socket.disconnect()
}, 60_000)

test('14.2 files are read and applied once each, on whichever node', async () => {
  const { sql } = database
  const { campaignId } = await openCampaign(sql, who)
  const files = await Promise.all(
    Array.from({ length: 9 }, (_, index) => send(atPlace(index), campaignId, { rows: 600, file: index })),
  )
  for (const id of files) await untilState(sql, id, 'ready')
  for (const id of files) await apply({ sql, actor: who.coordinator }, id)
  for (const id of files) await untilState(sql, id, 'applied')
  // The last file is applied a moment before the queue writes down that its work is done.
  const work = await vi.waitUntil(
    async () => {
      const written = await writtenIn(sql, ['read-import', 'apply-import'])
      return written.every(({ done }) => done > 0) ? written : null
    },
    { timeout: 10_000 },
  )
  expect(work).toHaveLength(2 * files.length)
  expect(work.filter(({ begun, done }) => begun.length !== 1 || done !== 1)).toEqual([])
  expect(new Set(work.flatMap(({ begun }) => begun)).size, 'nodes share the work').toBeGreaterThan(1)
  await expectPosts(campaignId, 9 * 600)
}, 120_000)

test('14.3 what a node was doing when it was killed is finished by another, begun within a minute, and done once', async () => {
  const { sql } = database
  const { campaignId } = await openCampaign(sql, who)
  const rows = 6_000
  const id = await send('node-0', campaignId, { rows, file: 100 })
  await untilState(sql, id, 'ready')
  await apply({ sql, actor: who.coordinator }, id)
  await vi.waitUntil(async () => (await progressOf(id)).rowsDone >= 500, { timeout: 30_000, interval: 10 })
  const killed = await holderOf(id)
  const node = nodes.get(killed)
  node?.child.kill('SIGKILL')
  await node?.ended
  const killedAt = Date.now()
  const { state, rowsDone } = await progressOf(id)
  expect(state).toBe('applying')
  expect(rowsDone).toBeLessThan(rows)

  await vi.waitUntil(async () => (await progressOf(id)).rowsDone > rowsDone, {
    timeout: 90_000,
    interval: 200,
  })
  expect(Date.now() - killedAt).toBeLessThan(70_000)
  await untilState(sql, id, 'applied')
  await expectPosts(campaignId, rows)
  expect(await verifyCampaign(sql, campaignId)).toMatchObject({ difference: null })
  await startNode(killed)
}, 240_000)

// Last: the books were kept meanwhile, and a minute or two have passed.
test('14.2 what is due every minute is done once a minute, on one node', async () => {
  const minutes = await vi.waitUntil(
    async () => {
      const done = (await writtenIn(database.sql, ['resume-imports'])).filter((one) => one.done > 0)
      return new Set(done.map(minuteOf)).size > 1 ? done : null
    },
    { timeout: 130_000, interval: 500 },
  )
  expect(minutes.filter(({ begun, done }) => begun.length !== 1 || done !== 1)).toEqual([])
  expect(minutes).toHaveLength(new Set(minutes.map(minuteOf)).size)
}, 150_000)

async function startNode(name: Name): Promise<void> {
  const url = new URL(database.url)
  url.searchParams.set('application_name', name)
  nodes.set(name, await board.serve({ DATABASE_URL: url.href }))
}

/** Each in its turn. */
function atPlace(index: number): Name {
  return names[index % names.length] ?? 'node-0'
}

function addressAt(name: Name): string {
  return nodes.get(name)?.address ?? ''
}

async function cookieOf({ personId }: Actor): Promise<string> {
  const { name, value } = await startSession(database.sql, personId)
  return `${name}=${value}`
}

async function watch(name: Name, actor: Actor = who.leader, campaignId: number) {
  const socket: LiveSocket = io(addressAt(name), {
    path: livePath,
    transports: ['websocket'],
    extraHeaders: { cookie: await cookieOf(actor) },
    forceNew: true,
  })
  const heard: { latest: Presence | null } = { latest: null }
  let isSignedOut = false
  socket.on('signedOut', () => (isSignedOut = true))
  const streams = new Streams(socket)
  streams.watchPresence(campaignStream(campaignId), (presence) => (heard.latest = presence))
  const snapshot = () => boardSnapshot(database.sql, campaignId)
  const screen = new Screen(streams, await snapshot(), snapshot)
  await connected(socket)
  return { screen, socket, heard, wasSignedOut: () => isSignedOut }
}

async function addEvent(name: Name, campaignId: number, cookie: string): Promise<number> {
  const event = { kind: 'addEvent', campaignId, name: 'Sự kiện', place: '', startsAt: 0, endsAt: null }
  const { status } = await fetch(`${addressAt(name)}/api/commands`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ id: randomUUID(), ...event, hostUnitId: null }),
  })
  return status
}

/** Uploads a file of posts nobody has; gives the import. */
async function send(name: Name, campaignId: number, { rows, file }: { rows: number; file: number }) {
  const posts = Array.from({ length: rows }, (_, row) => ({
    postId: String(700_000_000_000_000 + file * 100_000 + row),
    page: 'cdmuongte',
  }))
  const id = randomUUID()
  const asked = new URLSearchParams({ id, fileName: `${file}.csv`, timeZone: 'America/Los_Angeles' })
  const response = await fetch(`${addressAt(name)}/api/campaigns/${campaignId}/imports?${asked}`, {
    method: 'POST',
    headers: { cookie: await cookieOf(who.coordinator), 'content-type': 'text/csv' },
    body: Buffer.from(metaFile(posts)),
  })
  expect(response.status).toBe(200)
  return id
}

/** As many posts as the files have, each entered once, by commands of which each said what it did once. */
async function expectPosts(campaignId: number, count: number): Promise<void> {
  const { sql } = database
  const [row] = await sql<{ posts: number }[]>`
    select count(*) as posts from post where campaign_id = ${campaignId}`
  expect(row?.posts).toBe(count)
  const entries = await entriesAfter(sql, campaignStream(campaignId), { after: 0, limit: 10_000 })
  const reported = entries.flatMap((entry) => (entry.kind === 'posts.reported' ? entry.body.posts : []))
  expect(new Set(reported.map(({ id }) => id)).size).toBe(count)
  expect(reported).toHaveLength(count)
}

async function progressOf(id: string): Promise<{ state: string; rowsDone: number }> {
  const [row] = await database.sql<{ state: string; rowsDone: number }[]>`
    select state, rows_done from import where id = ${id}`
  return row ?? { state: '', rowsDone: 0 }
}

/** Which node holds the import. */
async function holderOf(id: string): Promise<Name> {
  const [row] = await database.sql<{ name: Name }[]>`
    select application_name as name from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and ((classid::bigint << 32) | objid::bigint) = hashtextextended(${`import:${id}`}, 0)`
  if (!row) throw new Error('nobody holds the import')
  return row.name
}

function minuteOf({ runAt }: Queued): number {
  return Math.floor(runAt / 60_000)
}
