import { request } from 'node:http'
import { hash } from '@node-rs/argon2'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
