import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect as connectTcp } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type LiveSocket, Streams } from '#lib/client/streams.ts'
import { livePath } from '#lib/protocol/live.ts'
import { endSessions, startSession } from '#lib/server/auth/sessions.ts'
import { apply } from '#lib/server/commands/imports.ts'
import { databaseOwner, freePort } from '#lib/server/db/cluster.ts'
import { boardSnapshot } from '#lib/server/queries/board.ts'
import { verifyCampaign } from '#lib/server/queries/verify.ts'
import { type Cast, openCampaign } from '../support/cast.ts'
import type { FreshDatabase } from '../support/database.ts'
import { metaFile } from '../support/meta-file.ts'
import { type OwnBoard, ownBoard } from '../support/own-board.ts'
import { startServer } from '../support/server-process.ts'
import { untilState } from './support/queue-books.ts'
import { connected, Screen } from './support/screen.ts'

const program = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer', '/opt/homebrew/bin/pgbouncer'].find((file) =>
  existsSync(file),
)
/** Connections the pooler may have to the database: fewer than people at once. */
const poolSize = 2

let board: OwnBoard
let database: FreshDatabase
let who: Cast
let folder: string
let poolerUrl: string
let pooler: ChildProcess
let address: string

describe.skipIf(!program)('a node behind a pooler that gives every transaction another connection', () => {
  beforeAll(async () => {
    board = await ownBoard()
    ;({ database, who } = board)
    await startPooler()
    address = (await board.serve({ DATABASE_POOLER_URL: poolerUrl })).address
  }, 120_000)
  afterAll(async () => {
    await board.close()
    const isGone = once(pooler, 'exit')
    pooler.kill('SIGINT')
    await isGone
    await rm(folder, { recursive: true, force: true })
  }, 60_000)

  test('forty people at once are served through two connections, and every screen hears of it', async () => {
    const { sql } = database
    const { campaignId } = await openCampaign(sql, who)
    const { screen, socket } = await watch(campaignId)
    const cookie = await cookieOf(who.coordinator.personId)
    const statuses = await Promise.all(Array.from({ length: 40 }, () => addEvent(campaignId, cookie)))
    const pages = Array.from({ length: 20 }, () =>
      fetch(`${address}/campaigns/${campaignId}`, { headers: { cookie } }),
    )
    for (const page of await Promise.all(pages)) expect(page.status).toBe(200)
    expect(statuses.filter((status) => status !== 200)).toEqual([])
    const { board, seq } = await boardSnapshot(sql, campaignId)
    await vi.waitFor(() => expect(screen.seq).toBe(seq), 10_000)
    expect(screen.board).toEqual(board)
    expect(await verifyCampaign(sql, campaignId)).toMatchObject({ difference: null })
    expect(await connectionsOf('pages')).toBe(poolSize)
    socket.disconnect()
  })

  test('files are read and applied, and who is signed out is cut at once', async () => {
    const { sql } = database
    await sql`
      insert into channel (unit_id, kind, name, address, address_key)
      values (${who.muongTe.id}, 'fanpage', 'Mường Tè', 'https://facebook.com/cdmuongte', 'facebook:cdmuongte')`
    const { campaignId } = await openCampaign(sql, who)
    const { socket, wasSignedOut } = await watch(campaignId)
    const rows = Array.from({ length: 700 }, (_, row) => ({
      postId: `70000000000${1000 + row}`,
      page: 'cdmuongte',
    }))
    const id = randomUUID()
    const asked = new URLSearchParams({ id, fileName: 'a.csv', timeZone: 'America/Los_Angeles' })
    const sent = await fetch(`${address}/api/campaigns/${campaignId}/imports?${asked}`, {
      method: 'POST',
      headers: { cookie: await cookieOf(who.coordinator.personId), 'content-type': 'text/csv' },
      body: Buffer.from(metaFile(rows)),
    })
    expect(sent.status).toBe(200)
    await untilState(sql, id, 'ready')
    await apply({ sql, actor: who.coordinator }, id)
    await untilState(sql, id, 'applied')
    await endSessions(sql, who.leader.personId)
    await vi.waitFor(() => expect(wasSignedOut()).toBe(true), 5_000)
    socket.disconnect()
  }, 60_000)

  test('a pooler that does not answer stops the start and is named, without its password', async () => {
    const refused = startServer({
      DATABASE_URL: database.url,
      DATABASE_POOLER_URL: 'postgres://board:secret@127.0.0.1:1/board',
    })
    expect(await refused.ended).toBe(1)
    expect(refused.said()).toContain('The database at DATABASE_POOLER_URL does not answer')
    expect(refused.said()).not.toContain('secret')
  })
})

/** As a Debian package brings it, but for where it writes and listens. */
async function startPooler(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'cao-diem-pgbouncer-'))
  await chmod(folder, 0o755)
  const port = await freePort()
  const { hostname, port: databasePort, username, password, pathname } = new URL(database.url)
  const settings = [
    '[databases]',
    `board = host=${hostname} port=${databasePort} dbname=${pathname.slice(1)} user=${username} password=${password}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    `default_pool_size = ${poolSize}`,
    'max_client_conn = 200',
  ]
  await writeFile(join(folder, 'pgbouncer.ini'), settings.join('\n'))
  // It refuses to run as root, as PostgreSQL does.
  const owner = databaseOwner()
  if (owner) await chown(join(folder, 'pgbouncer.ini'), owner.uid, owner.gid)
  pooler = spawn(program ?? '', [join(folder, 'pgbouncer.ini')], { ...owner, stdio: 'ignore' })
  await vi.waitUntil(() => isOpen(port), 10_000)
  poolerUrl = `postgres://${username}@127.0.0.1:${port}/board?application_name=pages`
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTcp({ port, host: '127.0.0.1' })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

async function connectionsOf(name: string): Promise<number> {
  const [row] = await database.sql<{ count: number }[]>`
    select count(*) as count from pg_stat_activity where datname = current_database() and application_name = ${name}`
  return row?.count ?? 0
}

async function cookieOf(personId: number): Promise<string> {
  const { name, value } = await startSession(database.sql, personId)
  return `${name}=${value}`
}

async function addEvent(campaignId: number, cookie: string): Promise<number> {
  const event = { kind: 'addEvent', campaignId, name: 'Sự kiện', place: '', startsAt: 0, endsAt: null }
  const { status } = await fetch(`${address}/api/commands`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ id: randomUUID(), ...event, hostUnitId: null }),
  })
  return status
}

async function watch(campaignId: number) {
  const socket: LiveSocket = io(address, {
    path: livePath,
    transports: ['websocket'],
    extraHeaders: { cookie: await cookieOf(who.leader.personId) },
    forceNew: true,
  })
  let isSignedOut = false
  socket.on('signedOut', () => (isSignedOut = true))
  const snapshot = () => boardSnapshot(database.sql, campaignId)
  const screen = new Screen(new Streams(socket), await snapshot(), snapshot)
  await connected(socket)
  return { screen, socket, wasSignedOut: () => isSignedOut }
}
