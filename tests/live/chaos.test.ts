import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { inspect } from 'node:util'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, onTestFailed, test, vi } from 'vitest'
import type { LiveSocket } from '#lib/client/streams.ts'
import { Streams } from '#lib/client/streams.ts'
import type { Entry } from '#lib/domain/entry.ts'
import { livePath } from '#lib/protocol/live.ts'
import { startSession } from '#lib/server/auth/sessions.ts'
import {
  type Cluster,
  databaseOwner,
  initialise,
  type Running,
  start,
  stop,
  urlOf,
} from '#lib/server/db/cluster.ts'
import { migrate } from '#lib/server/db/migrate.ts'
import { connect, type Sql } from '#lib/server/db/pool.ts'
import { campaignStream, entriesAfter } from '#lib/server/journal/journal.ts'
import { boardSnapshot } from '#lib/server/queries/board.ts'
import { verifyCampaign } from '#lib/server/queries/verify.ts'
import { ensureBuilt } from '../support/built.ts'
import { cast, type Cast, openCampaign } from '../support/cast.ts'
import { randomFrom } from '../support/random.ts'
import { portOf, type ServerProcess, startServer } from '../support/server-process.ts'
import { type Proxy, startProxy } from './support/proxy.ts'
import { Screen } from './support/screen.ts'

/** How many things break; hundreds for a night: CHAOS=300. A seed that failed: CHAOS_SEED=N. */
const breaks = Number(process.env['CHAOS'] ?? 14)
const seed = Number(process.env['CHAOS_SEED'] ?? Date.now() % 1_000_000)
const random = randomFrom(seed)

/** In milliseconds. A break: an orderly stop takes 30 s at most, a start on a busy machine a quarter of a minute. */
const longest = { aBreak: 60_000, answers: 30_000, screens: 30_000 }

let parent: string
let cluster: Cluster
let running: Running
let url: string
let sql: Sql
let who: Cast
let proxy: Proxy
const nodes: ServerProcess[] = []
/** What broke, and how long it took: told when the test fails. */
const told: string[] = []
/** Nodes that ended although nobody ended them, with what they said last. There must be none, whatever else breaks. */
const gaveUp: string[] = []
/** Nodes that somebody ended. */
const meant = new WeakSet<ServerProcess>()
/** What each writer heard last, until it is answered. */
const unanswered = new Map<string, string>()

beforeAll(async () => {
  await ensureBuilt()
  parent = await mkdtemp(join(tmpdir(), 'cao-diem-chaos-'))
  await chmod(parent, 0o755)
  cluster = { dir: join(parent, 'postgres'), owner: databaseOwner(), password: 'chaos' }
  await initialise(cluster, ['--no-sync'])
  running = await start(cluster, { settings })
  url = urlOf(running, cluster, 'postgres')
  await migrate(url)
  sql = connect(url)
  who = await cast(sql)
  proxy = await startProxy(random)
  for (const place of [0, 1]) await startNode(place)
}, 120_000)
afterAll(async () => {
  for (const node of nodes) {
    meant.add(node)
    node.child.kill('SIGKILL')
  }
  await Promise.all(nodes.map(({ ended }) => ended))
  await proxy.close()
  await sql.end({ timeout: 5 })
  await stop(running)
  await rm(parent, { recursive: true, force: true })
}, 60_000)

/** Commits wait for the log to be written, as always; only the disk itself is not waited for: no power is cut here. */
const settings = ['fsync=off', 'full_page_writes=off']

test(
  `8.4 9.1 9.2 9.4 10.1 10.2 whatever dies, nothing acknowledged is lost and every screen is right (seed ${seed})`,
  async () => {
    onTestFailed(() => console.error(account()))
    const { campaignId } = await openCampaign(sql, who)
    const cookie = await cookieOf(who.coordinator.personId)
    const acknowledged: { id: string; seq: number }[] = []
    const screens = await Promise.all(Array.from({ length: 6 }, () => watch(campaignId)))
    const breaking = breakThings()
    let isOver = false
    const writing = Array.from({ length: 5 }, async () => {
      while (!isOver) acknowledged.push(await addEvent(campaignId, cookie))
    })
    await breaking
    isOver = true
    await within(longest.answers, 'the last commands are answered', Promise.all(writing))
    expect(gaveUp, 'nodes go on, whatever is away').toEqual([])
    const { board, seq } = await boardSnapshot(sql, campaignId)
    await vi.waitFor(() => {
      for (const { screen } of screens) expect(screen.seq).toBe(seq)
    }, longest.screens)
    for (const { screen, socket, wasSignedOut } of screens) {
      expect(wasSignedOut()).toBe(false)
      expect(screen.board, 'what the screen shows is what the tables say').toEqual(board)
      const ordered = [...screen.seqs].sort((a, b) => a - b)
      expect(screen.seqs, 'in order').toEqual(ordered)
      expect(new Set(screen.seqs).size, 'each once').toBe(screen.seqs.length)
      socket.disconnect()
    }
    expect(await verifyCampaign(sql, campaignId)).toMatchObject({ difference: null })
    const entries = (await entriesAfter(sql, campaignStream(campaignId), {
      after: 0,
      limit: 100_000,
    })) as Entry[]
    const byCommand = Map.groupBy(entries, ({ cmd }) => cmd)
    for (const { id, seq } of acknowledged) {
      expect(byCommand.get(id)?.map((entry) => entry.seq)).toEqual([seq])
    }
    expect(acknowledged.length, 'work went on all the time').toBeGreaterThan(breaks * 5)
  },
  // Never waited for: each part has its own limit, and says which it was.
  60_000 + breaks * longest.aBreak,
)

/** Sends a command until it is answered, under one id, now and then letting go before the answer comes. */
async function addEvent(campaignId: number, cookie: string): Promise<{ id: string; seq: number }> {
  const id = randomUUID()
  const asked = {
    id,
    kind: 'addEvent',
    campaignId,
    name: `Sự kiện ${id}`,
    place: '',
    startsAt: 0,
    endsAt: null,
  }
  for (;;) {
    const isImpatient = random() < 0.1
    const signal = AbortSignal.timeout(isImpatient ? Math.ceil(random() * 15) : 5_000)
    let silence: unknown
    const response = await fetch(`http://127.0.0.1:${proxy.port}/api/commands`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify({ ...asked, hostUnitId: null }),
      signal,
    }).catch((error: unknown) => void (silence = error))
    const reply = (await response?.json().catch((error: unknown) => void (silence = error))) as
      { ok: boolean; seq: number } | undefined
    if (response?.ok && reply) {
      unanswered.delete(id)
      return { id, seq: reply.seq }
    }
    const heard = response ? `${response.status} ${JSON.stringify(reply)}` : ''
    unanswered.set(
      id,
      `${new Date().toISOString()} ${heard} ${silence instanceof Error ? inspect(silence) : ''}`,
    )
    // Silence and a broken server are no answers: the same again, as a phone does.
    if (response && response.status < 500) throw new Error(`refused: ${JSON.stringify(reply)}`)
    await pause(20 + random() * 80)
  }
}

async function watch(
  campaignId: number,
): Promise<{ screen: Screen; socket: LiveSocket; wasSignedOut: () => boolean }> {
  const socket: LiveSocket = io(`http://127.0.0.1:${proxy.port}`, {
    path: livePath,
    transports: ['websocket'],
    extraHeaders: { cookie: await cookieOf(who.leader.personId) },
    reconnectionDelay: 50,
    reconnectionDelayMax: 500,
    timeout: 2_000,
    forceNew: true,
  })
  // Refused while a node's database is away: socket.io does not try again by itself then.
  socket.on('connect_error', () => {
    if (!socket.active) setTimeout(() => socket.connect(), 200)
  })
  let isSignedOut = false
  socket.on('signedOut', () => (isSignedOut = true))
  const snapshot = () => boardSnapshot(sql, campaignId)
  const screen = new Screen(new Streams(socket), await snapshot(), snapshot)
  return { screen, socket, wasSignedOut: () => isSignedOut }
}

async function breakThings(): Promise<void> {
  const ways: readonly [string, () => Promise<void>][] = [
    ['a node is killed', () => killNode(0)],
    ['the other node is killed', () => killNode(1)],
    ['half of the connections break', async () => proxy.cut(0.5)],
    ['all connections break', async () => proxy.cut(1)],
    ['nodes lose their database connections', loseDatabaseConnections],
    ['nodes stop hearing notifications', stopListening],
    ['PostgreSQL is killed', killPostgres],
    ['a node is restarted in order', () => restartNode(0)],
  ]
  // Everything once, then at random.
  for (let index = 0; index < breaks; index += 1) {
    const [what, breakIt] = ways[index < ways.length ? index : Math.floor(random() * ways.length)] ?? []
    if (!what || !breakIt) throw new Error(`There is no way ${index} to break something`)
    const from = Date.now()
    await within(longest.aBreak, what, breakIt())
    told.push(`${what}: ${Date.now() - from} ms`)
    await pause(100 + random() * 700)
  }
}

/** @throws Error with `what` when it fails, or is not over in so many milliseconds */
async function within<T>(milliseconds: number, what: string, done: Promise<T>): Promise<T> {
  const late = new AbortController()
  const limit = pause(milliseconds, undefined, late).then(() => {
    throw new Error(`not over after ${milliseconds / 1000} s`)
  })
  try {
    return await Promise.race([done, limit])
  } catch (cause) {
    throw new Error(`${what}: ${String(cause)}`, { cause })
  } finally {
    late.abort()
  }
}

async function startNode(place: number): Promise<void> {
  const node = startServer({ DATABASE_URL: url, LOG_LEVEL: 'info' })
  nodes[place] = node
  void node.ended.then((code) => {
    if (!meant.has(node)) gaveUp.push(`${nameOf(place)} ended by itself (${code}):\n${lastOf(node)}`)
  })
  proxy.targets.push(Number(await portOf(node)))
}

async function killNode(place: number, signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
  const node = nodes[place]
  if (!node) return
  const port = Number(/"port":(\d+)/.exec(node.said())?.[1])
  proxy.targets = proxy.targets.filter((target) => target !== port)
  meant.add(node)
  node.child.kill(signal)
  await node.ended
  await startNode(place)
}

function restartNode(place: number): Promise<void> {
  return killNode(place, 'SIGTERM')
}

async function loseDatabaseConnections(): Promise<void> {
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`
}

async function stopListening(): Promise<void> {
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where query ilike 'listen%' and pid <> pg_backend_pid()`
}

/** At once and without a word, as when memory runs out; the operator's system starts it again. */
async function killPostgres(): Promise<void> {
  const { port, process: postmaster } = running
  const gone = new Promise((resolve) => postmaster.once('exit', resolve))
  postmaster.kill('SIGKILL')
  await gone
  // Its children let go of the files when they notice.
  running = await vi.waitUntil(() => start(cluster, { settings, port }).catch(() => null), {
    timeout: 20_000,
    interval: 200,
  })
  await vi.waitUntil(() => sql`select 1`.catch(() => null), { timeout: 30_000, interval: 100 })
}

/** All there is to say about a run that failed. */
function account(): string {
  return [
    ...told,
    ...gaveUp,
    ...nodes.map(
      (node, place) => `${nameOf(place)} said last (exit code ${node.child.exitCode}):\n${lastOf(node)}`,
    ),
    `connections go to ${proxy.targets.join(', ')}`,
    ...[...unanswered].map(([id, heard]) => `${id} is not answered, last: ${heard}`),
  ].join('\n')
}

function nameOf(place: number): string {
  return `node ${place}`
}

function lastOf(node: ServerProcess): string {
  return node.said().split('\n').slice(-30).join('\n')
}

async function cookieOf(personId: number): Promise<string> {
  const { name, value } = await startSession(sql, personId)
  return `${name}=${value}`
}
