import { execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type LiveSocket, Streams } from '#lib/client/streams.ts'
import { livePath } from '#lib/protocol/live.ts'
import { startSession } from '#lib/server/auth/sessions.ts'
import { freePort } from '#lib/server/db/cluster.ts'
import { boardSnapshot } from '#lib/server/queries/board.ts'
import { type Cast, openCampaign } from '../support/cast.ts'
import type { FreshDatabase } from '../support/database.ts'
import { type OwnBoard, ownBoard, type Serving } from '../support/own-board.ts'
import { Screen } from './support/screen.ts'

const nginx = ['/usr/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'].find((file) =>
  existsSync(file),
)
const host = 'caodiem.example.vn'
const origin = `https://${host}`

let board: OwnBoard
let database: FreshDatabase
let who: Cast
let folder: string
let port: number
const ports: number[] = []
const nodes: Serving[] = []
let proxy: ReturnType<typeof spawn>

describe.skipIf(!nginx)('two nodes behind the nginx configuration we ship', () => {
  beforeAll(async () => {
    board = await ownBoard()
    ;({ database, who } = board)
    for (const place of [0, 1]) {
      ports[place] = await freePort()
      await startNode(place)
    }
    await startProxy()
  }, 120_000)
  afterAll(async () => {
    const isGone = once(proxy, 'exit')
    proxy.kill('SIGTERM')
    await isGone
    await board.close()
    await rm(folder, { recursive: true, force: true })
  }, 60_000)

  test('pages come over TLS, and their cookies are sent over TLS only', async () => {
    const page = await ask('GET', '/login')
    expect(page.status).toBe(200)
    const form = 'login=nobody&password=wrong'
    const refused = await ask('POST', '/login', { body: form, type: 'application/x-www-form-urlencoded' })
    expect(refused.status, 'the form of our own origin is taken').toBe(401)
    const chosen = await ask('POST', '/preferences', {
      body: 'locale=en',
      type: 'application/x-www-form-urlencoded',
    })
    expect(chosen.status).toBe(303)
  })

  test('screens that keep a WebSocket and screens that poll are told the same', async () => {
    const { campaignId } = await openCampaign(database.sql, who)
    const screens = await Promise.all([watch(campaignId, ['websocket']), watch(campaignId, ['polling'])])
    for (let index = 0; index < 20; index += 1) expect((await addEvent(campaignId)).status).toBe(200)
    const { board, seq } = await boardSnapshot(database.sql, campaignId)
    for (const { screen, socket } of screens) {
      await vi.waitFor(() => expect(screen.seq).toBe(seq), 10_000)
      expect(screen.board).toEqual(board)
      socket.disconnect()
    }
  })

  test('9.1 nodes are replaced one after the other under load: nobody sees an error, nothing is lost', async () => {
    const { campaignId } = await openCampaign(database.sql, who)
    const screens = await Promise.all(Array.from({ length: 4 }, () => watch(campaignId, ['websocket'])))
    const statuses: number[] = []
    let isOver = false
    const writing = Array.from({ length: 4 }, async () => {
      while (!isOver) statuses.push((await addEvent(campaignId)).status)
    })
    for (const place of [0, 1]) {
      nodes[place]?.child.kill('SIGTERM')
      await nodes[place]?.ended
      await startNode(place)
    }
    isOver = true
    await Promise.all(writing)
    expect(statuses.filter((status) => status !== 200)).toEqual([])
    expect(statuses.length).toBeGreaterThan(20)
    const { board, seq } = await boardSnapshot(database.sql, campaignId)
    expect(Object.keys(board.events)).toHaveLength(statuses.length)
    for (const { screen, socket } of screens) {
      await vi.waitFor(() => expect(screen.seq).toBe(seq), 20_000)
      expect(screen.board).toEqual(board)
      expect(new Set(screen.seqs).size).toBe(screen.seqs.length)
      socket.disconnect()
    }
  }, 120_000)
})

async function startNode(place: number): Promise<void> {
  nodes[place] = await board.serve({
    PORT: String(ports[place]),
    ORIGIN: origin,
    ADDRESS_HEADER: 'x-forwarded-for',
  })
}

/** The shipped file as it is, but for the ports, the certificate and where nginx may write. */
async function startProxy(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'cao-diem-nginx-'))
  await chmod(folder, 0o755)
  const [certificate, key] = [join(folder, 'site.pem'), join(folder, 'site.key')]
  const subject = ['-subj', `/CN=${host}`, '-days', '1', '-nodes', '-newkey', 'rsa:2048']
  execFileSync('openssl', ['req', '-x509', ...subject, '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  })
  port = await freePort()
  const shipped = await readFile('.deploy/nginx.conf', 'utf8')
  const site = shipped
    .replace('listen 80;', `listen 127.0.0.1:${await freePort()};`)
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port} ssl;`)
    .replace('/etc/ssl/caodiem.pem', certificate)
    .replace('/etc/ssl/caodiem.key', key)
    .replace('127.0.0.1:3001', `127.0.0.1:${ports[0]}`)
    .replace('127.0.0.1:3002', `127.0.0.1:${ports[1]}`)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, name)};`)
    .join('\n')
  const main = `daemon off; pid ${join(folder, 'pid')}; error_log ${join(folder, 'errors')} warn; events {}
    http { access_log off; ${temporary} ${site} }`
  await writeFile(join(folder, 'nginx.conf'), main)
  // Not through a pipe: nginx says a line for every try that a stopped node refuses, and stands still when nobody reads.
  proxy = spawn(nginx ?? '', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' })
  await vi.waitUntil(
    () =>
      ask('GET', '/healthz').then(
        ({ status }) => status === 200,
        () => false,
      ),
    10_000,
  )
}

type Sent = { body?: string; type?: string; cookie?: string }

function ask(
  method: string,
  path: string,
  { body, type = 'application/json', cookie = '' }: Sent = {},
): Promise<{ status: number; text: string }> {
  const headers = { host, origin, cookie, accept: 'text/html', ...(body ? { 'content-type': type } : {}) }
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, servername: host, method, path, headers, rejectUnauthorized: false },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
        // Cut off in the middle: no answer, and no end either.
        answer.on('close', () => resolve({ status: 0, text }))
      },
    )
    sent.on('error', reject).end(body)
  })
}

let coordinatorCookie: Promise<string> | undefined

async function addEvent(campaignId: number): Promise<{ status: number; text: string }> {
  const event = {
    kind: 'addEvent',
    campaignId,
    name: 'Sự kiện',
    place: '',
    startsAt: 0,
    endsAt: null,
    hostUnitId: null,
  }
  const cookie = await (coordinatorCookie ??= cookieOf(who.coordinator.personId))
  return ask('POST', '/api/commands', { body: JSON.stringify({ id: randomUUID(), ...event }), cookie })
}

async function watch(
  campaignId: number,
  transports: string[],
): Promise<{ screen: Screen; socket: LiveSocket }> {
  const socket: LiveSocket = io(`https://127.0.0.1:${port}`, {
    path: livePath,
    transports,
    extraHeaders: { cookie: await cookieOf(who.leader.personId), host, origin },
    rejectUnauthorized: false,
    reconnectionDelay: 50,
    reconnectionDelayMax: 500,
    forceNew: true,
  })
  const snapshot = () => boardSnapshot(database.sql, campaignId)
  return { screen: new Screen(new Streams(socket), await snapshot(), snapshot), socket }
}

async function cookieOf(personId: number): Promise<string> {
  const { name, value } = await startSession(database.sql, personId)
  return `${name}=${value}`
}
