import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hash } from '@node-rs/argon2'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Cast, openCampaign } from '../support/cast.ts'
import type { FreshDatabase } from '../support/database.ts'
import { type OwnBoard, ownBoard, type Serving } from '../support/own-board.ts'
import { hear, statusOf } from '../support/server-process.ts'
import { type Proxy, startProxy } from './support/proxy.ts'

/** The built server, and a database that may go away and come back. */
let board: OwnBoard
let database: FreshDatabase
let who: Cast
let line: Proxy
let server: Serving
let address: string
let cookie: string

/** At this signal the server does what only a bug does. */
const stumble = `process.on('SIGUSR2', () => Promise.reject(new Error('nobody waits for this')))`

beforeAll(async () => {
  board = await ownBoard()
  ;({ database, who } = board)
  line = await startProxy(Math.random)
  const url = new URL(database.url)
  line.targets = [Number(url.port)]
  url.host = `127.0.0.1:${line.port}`
  server = await board.serve({ DATABASE_URL: url.href }, [
    '--import',
    `data:text/javascript,${encodeURIComponent(stumble)}`,
    'src/server.ts',
  ])
  address = server.address
  cookie = await signedIn()
}, 120_000)
afterAll(async () => {
  await board.close()
  await line.close()
})

async function signedIn(): Promise<string> {
  const personId = who.coordinator.personId
  const [person] = await database.sql<{ login: string }[]>`
    update person set password_hash = ${await hash('mường tè')} where id = ${personId} returning login`
  const answer = await fetch(`${address}/login`, {
    method: 'POST',
    headers: {
      origin: address,
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ login: person?.login ?? '', password: 'mường tè' }),
    redirect: 'manual',
  })
  expect(answer.status).toBe(303)
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set('cookie', cookie)
  return fetch(address + path, { ...init, headers, redirect: 'manual' })
}

function command(campaignId: number, name = 'Lễ phát động'): Promise<Response> {
  const event = { place: '', startsAt: 1, endsAt: null, hostUnitId: null }
  const body = { id: randomUUID(), kind: 'addEvent', campaignId, name, ...event }
  const headers = { 'content-type': 'application/json' }
  return ask('/api/commands', { method: 'POST', headers, body: JSON.stringify(body) })
}

const unavailable = { ok: false, code: 'unavailable', data: {} }

test('while the database is away everything says so in its own shape, and works again once it is back', async () => {
  const { campaignId } = await openCampaign(database.sql, who)
  expect((await command(campaignId)).status).toBe(200)
  const targets = line.targets
  line.targets = []
  line.cut(1)

  const refused = await command(campaignId)
  expect([refused.status, await refused.json()]).toEqual([503, unavailable])
  const query = await ask(`/api/campaigns/${campaignId}/board`)
  expect([query.status, await query.json()]).toEqual([503, unavailable])
  const page = await ask(`/campaigns/${campaignId}`, { headers: { accept: 'text/html' } })
  expect(page.status).toBe(503)
  expect(await page.text()).toContain('Máy chủ chưa trả lời')
  const form = await ask('/me?/password', {
    method: 'POST',
    headers: {
      origin: address,
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'oldPassword=a&password=b',
  })
  expect([form.status, await form.json()]).toMatchObject([503, { type: 'error' }])
  expect(await statusOf(address, '/login')).toBe(503)
  expect(await statusOf(address, '/healthz')).toBe(200)

  line.targets = targets
  await vi.waitFor(async () => expect((await command(campaignId)).status).toBe(200), {
    timeout: 10_000,
    interval: 200,
  })
})

test('what no column can hold is refused to who sent it, and nobody else notices', async () => {
  const { campaignId } = await openCampaign(database.sql, who)
  const names = ['Họp báo', 'Không\u0000có', 'Trao quà', 'Nửa \ud800 chữ', 'Bế mạc']
  const answers = await Promise.all(names.map((name) => command(campaignId, name)))
  expect(answers.map(({ status }) => status)).toEqual([200, 400, 200, 400, 200])
  const told = await database.sql`
    select seq from journal_entry where stream_id = ${`campaign:${campaignId}`} and kind = 'event.added' order by seq`
  expect(told).toHaveLength(3)
})

test('a promise that fails while nobody waits for it is told in the log and throws nobody out', async () => {
  server.child.kill('SIGUSR2')
  await hear(server, /A promise failed and nobody waited for it/)
  expect(await statusOf(address, '/healthz')).toBe(200)
  expect(server.child.exitCode).toBeNull()
})

test('pages are built for people, also where a test has them built', () => {
  const chunks = 'build/client/_app/immutable/chunks'
  const code = readdirSync(chunks)
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(chunks, name), 'utf8'))
    .join('')
  expect(code).not.toContain('ownership_invalid_binding')
})

test('pages run nothing but our own files and are shown in no frame', async () => {
  const page = await ask('/campaigns', { headers: { accept: 'text/html' } })
  const policy = page.headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+'/)
  expect(policy).not.toMatch(/script-src[^;]*unsafe/)
  expect(policy).toContain("frame-ancestors 'none'")
  const every = await ask('/api/tasks')
  for (const { headers } of [page, every]) {
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
  }
})

test('a page of another site cannot give a command, whatever type it says its body is', async () => {
  const answer = await ask('/api/commands', { method: 'POST', headers: { origin: 'https://evil.example' } })
  expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'not_allowed' }])
})
