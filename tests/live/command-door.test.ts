import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSession } from '#lib/server/auth/sessions.ts'
import { hashOf } from '#lib/server/auth/secret.ts'
import { type Cast, openCampaign } from '../support/cast.ts'
import type { FreshDatabase } from '../support/database.ts'
import { type OwnBoard, ownBoard, type Serving } from '../support/own-board.ts'

/** What stands before the pages, as browsers and everything else may come to it. */
let board: OwnBoard
let database: FreshDatabase
let who: Cast
let server: Serving
let address: string
let reminder: { kind: 'remind'; campaignId: number; assignmentIds: number[] }

beforeAll(async () => {
  board = await ownBoard()
  ;({ database, who } = board)
  const { campaignId, assignmentIds } = await openCampaign(database.sql, who)
  reminder = { kind: 'remind', campaignId, assignmentIds: assignmentIds.slice(0, 1) }
  server = await board.serve()
  address = server.address
}, 120_000)
afterAll(() => board.close())

async function signedIn(): Promise<{ cookie: string; id: string }> {
  const { name, value } = await startSession(database.sql, who.coordinator.personId)
  return { cookie: `${name}=${value}`, id: hashOf(value) }
}

function send(body: string, headers: Record<string, string>): Promise<Response> {
  return fetch(`${address}/api/commands`, { method: 'POST', headers: { origin: address, ...headers }, body })
}

test('a command is answered with what it did, an answer that nobody keeps and no page may frame', async () => {
  const { cookie } = await signedIn()
  const answer = await send(JSON.stringify({ id: randomUUID(), ...reminder }), { cookie })
  expect(await answer.json()).toMatchObject({ ok: true, stream: `campaign:${reminder.campaignId}` })
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-type': 'application/json',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  })
})

test('what is no command is refused by the name of what is wrong with it', async () => {
  const { cookie } = await signedIn()
  for (const [said, field] of [
    ['', ''],
    ['{"kind":', ''],
    ['"remind"', ''],
    [JSON.stringify({ id: randomUUID(), kind: 'remind', campaignId: -1, assignmentIds: [1] }), 'campaignId'],
  ] as const) {
    const answer = await send(said, { cookie })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ ok: false, code: 'bad_input', data: { field } })
  }
})

test('what one person left waiting is not sent in the name of the next', async () => {
  const { cookie } = await signedIn()
  const command = { id: randomUUID(), ...reminder }
  const answer = await send(JSON.stringify(command), { cookie, 'x-person': String(who.leader.personId) })
  expect(answer.status).toBe(401)
  expect(await answer.json()).toMatchObject({ ok: false, code: 'not_signed_in' })
  expect(await database.sql`select id from command where id = ${command.id}`).toHaveLength(0)
})

test('8.5 a session that ended without anybody being told is worth no command more', async () => {
  const { cookie, id } = await signedIn()
  const sent = () => send(JSON.stringify({ id: randomUUID(), ...reminder }), { cookie })
  expect((await sent()).status).toBe(200)
  await database.sql`delete from session where id = ${id}`
  const answer = await sent()
  expect(answer.status).toBe(401)
  expect(await answer.json()).toMatchObject({ ok: false, code: 'not_signed_in' })
})

test('8.5 roles that changed without anybody being told count from the next command on', async () => {
  const { cookie } = await signedIn()
  const sent = () => send(JSON.stringify({ id: randomUUID(), ...reminder }), { cookie })
  const { personId } = who.coordinator
  expect((await sent()).status).toBe(200)
  await database.sql`update role_grant set role = 'admin' where person_id = ${personId}`
  expect((await sent()).status).toBe(403)
  await database.sql`update role_grant set role = 'coordinator' where person_id = ${personId}`
  expect((await sent()).status).toBe(200)
})

test('who works on is signed in for longer, and their browser is told so once', async () => {
  const { cookie, id } = await signedIn()
  const day = 24 * 3_600_000
  const soon = Date.now() + 5 * day
  await database.sql`update session set expires_at = ${soon} where id = ${id}`
  const sent = () => send(JSON.stringify({ id: randomUUID(), ...reminder }), { cookie })
  const [set = ''] = (await sent()).headers.getSetCookie()
  expect(set).toMatch(/^session=.*; HttpOnly; .*Path=\/; SameSite=Lax/)
  expect(set.split(';')[0]).toBe(cookie)
  const [row] = await database.sql<{ at: Date }[]>`
    select expires_at as at from session where id = ${id}`
  expect(Number(row?.at)).toBeGreaterThan(soon + 20 * day)
  expect((await sent()).headers.getSetCookie()).toEqual([])
})

test('what is far longer than a command, or without a length, is not read', async () => {
  const { cookie } = await signedIn()
  const long = await send('x'.repeat(2_000_001), { cookie })
  expect(long.status).toBe(413)
  expect(await long.json()).toMatchObject({ code: 'file_too_large' })
  const inPieces = await fetch(`${address}/api/commands`, {
    method: 'POST',
    headers: { origin: address, cookie },
    body: new Blob(['{}']).stream(),
    ...{ duplex: 'half' },
  })
  expect(inPieces.status).toBe(413)
})

test('only commands are sent there', async () => {
  const { cookie } = await signedIn()
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const answer = await fetch(`${address}/api/commands`, { method, headers: { origin: address, cookie } })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
  }
})

test('nobody has anything read: the answer comes before what they send', async () => {
  const stranger = connect(Number(new URL(address).port), '127.0.0.1')
  stranger.write('POST /api/commands HTTP/1.1\r\nhost: x\r\ncontent-length: 1900000\r\n\r\n{"id":')
  const [said] = (await once(stranger, 'data')) as [Buffer]
  expect(said.toString('latin1')).toMatch(/^HTTP\/1.1 401 /)
  stranger.destroy()
})

test('somebody who may sign in no more commands nothing more', async () => {
  const { cookie } = await signedIn()
  const sent = () => send(JSON.stringify({ id: randomUUID(), ...reminder }), { cookie })
  expect((await sent()).status).toBe(200)
  const { personId } = who.coordinator
  await database.sql`update person set disabled_at = now() where id = ${personId}`
  expect((await sent()).status).toBe(401)
  await database.sql`update person set disabled_at = null where id = ${personId}`
  expect((await sent()).status).toBe(200)
})

test('a telephone that goes away in the middle of a command is no failure of the server', async () => {
  const { cookie } = await signedIn()
  const phone = connect(Number(new URL(address).port), '127.0.0.1')
  phone.write(
    `POST /api/commands HTTP/1.1\r\nhost: x\r\ncookie: ${cookie}\r\nexpect: 100-continue\r\ncontent-length: 90\r\n\r\n`,
  )
  // The server says that it has begun to read.
  const [said] = (await once(phone, 'data')) as [Buffer]
  expect(said.toString('latin1')).toMatch(/^HTTP\/1.1 100 /)
  phone.write('{"id":')
  phone.resetAndDestroy()
  await once(phone, 'close')
  expect((await send(JSON.stringify({ id: randomUUID(), ...reminder }), { cookie })).status).toBe(200)
  expect(server.said()).not.toContain('A request failed')
})
