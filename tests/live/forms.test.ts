import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { hash } from '@node-rs/argon2'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startSession } from '#lib/server/auth/sessions.ts'
import { campaignStream, lockStream } from '#lib/server/journal/journal.ts'
import { openCampaign } from '../support/cast.ts'
import { type OwnBoard, ownBoard } from '../support/own-board.ts'

let board: OwnBoard

beforeAll(async () => {
  board = await ownBoard()
  await board.database.sql`
    insert into person (login, name, password_hash) values ('muongte', 'Lò Văn Pó', ${await hash('mường tè')})`
}, 120_000)
afterAll(() => board.close())

type Answer = { status: number | undefined; cookie: string }

/** Sends the login form as a browser would that has the page open at `origin`. */
function login(port: number, { host, origin }: { host: string; origin: string }): Promise<Answer> {
  const body = new URLSearchParams({ login: 'muongte', password: 'mường tè' }).toString()
  const headers = { host, origin, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path: '/login', method: 'POST', headers }, (answer) => {
      answer.resume()
      resolve({ status: answer.statusCode, cookie: String(answer.headers['set-cookie'] ?? '') })
    })
    sent.on('error', reject).end(body)
  })
}

test('without ORIGIN people sign in over plain http, by name and by address', async () => {
  const { port } = await board.serve()
  for (const host of [`localhost:${port}`, `192.168.1.20:${port}`]) {
    const { status, cookie } = await login(port, { host, origin: `http://${host}` })
    expect(status).toBe(303)
    expect(cookie).toContain('HttpOnly')
    expect(cookie).not.toContain('Secure')
  }
})

test('with an https ORIGIN cookies are sent over https only', async () => {
  const { port } = await board.serve({ ORIGIN: 'https://caodiem.example.vn' })
  const { status, cookie } = await login(port, {
    host: 'caodiem.example.vn',
    origin: 'https://caodiem.example.vn',
  })
  expect(status).toBe(303)
  expect(cookie).toContain('Secure')
})

test('a form of another site is refused', async () => {
  const { port } = await board.serve()
  const { status, cookie } = await login(port, {
    host: `localhost:${port}`,
    origin: 'http://elsewhere.example',
  })
  expect(status).toBe(403)
  expect(cookie).toBe('')
})

test('8.5 a form that has to wait is not done under a session that ended meanwhile', async () => {
  const { address } = await board.serve()
  const { sql } = board.database
  const { campaignId } = await openCampaign(sql, board.who)
  const { personId } = board.who.coordinator
  const { name, value } = await startSession(sql, personId)
  const body = new FormData()
  body.set('commandId', randomUUID())
  const sent = await sql.begin(async (tx) => {
    await lockStream(tx, campaignStream(campaignId))
    const headers = { origin: address, accept: 'text/html', cookie: `${name}=${value}` }
    const form = { method: 'POST', headers, body, redirect: 'manual' } as const
    const answer = fetch(`${address}/campaigns/${campaignId}/change?/close`, form)
    await vi.waitUntil(async () => {
      const waiting = await sql`
        select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      return waiting.length > 0
    })
    // Not in this transaction: it is over while the form still waits.
    await sql`delete from session where person_id = ${personId}`
    return { answer }
  })
  expect((await sent.answer).status).toBe(401)
  const [campaign] = await sql<{ closedAt: number | null }[]>`
    select closed_at from campaign where id = ${campaignId}`
  expect(campaign?.closedAt).toBeNull()
})
