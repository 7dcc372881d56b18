import { beforeAll, expect, test } from 'vitest'
import { parseEnded, endedChannel, type Ended } from '#lib/server/auth/ended.ts'
import { hashPassword } from '#lib/server/auth/password.ts'
import { endSession, endSessions, sessionAsItIs, sessionOf, startSession } from '#lib/server/auth/sessions.ts'
import { signIn } from '#lib/server/auth/sign-in.ts'
import { withCast } from '../support/with-cast.ts'

const { database, who } = withCast()
const told: Ended[] = []

beforeAll(async () => {
  await database.sql.listen(endedChannel, (payload) => {
    const ended = parseEnded(payload)
    if (ended) told.push(ended)
  })
})

test('a session tells who it is and what they may do, with the paths of their units', async () => {
  const { sql } = database
  const session = await sessionOf(sql, await cookieOf(who.staffOfMuongTe.personId))
  expect(session?.actor).toMatchObject(who.staffOfMuongTe)
  expect(session?.person.grants[0]?.unitName).toBe('LĐLĐ huyện Mường Tè')
})

test('the database holds the hash of a session, not what the cookie holds', async () => {
  const { sql } = database
  const cookie = await startSession(sql, who.leader.personId)
  const rows = await sql<{ id: string }[]>`select id from session where person_id = ${who.leader.personId}`
  expect(rows.map(({ id }) => id)).not.toContain(cookie.value)
  expect(rows[0]?.id).toMatch(/^[0-9a-f]{64}$/)
  const stolen = await sessionOf(sql, `${cookie.name}=${rows[0]?.id}`)
  expect(stolen).toBeNull()
})

test('a cookie that names no session is nobody', async () => {
  expect(await sessionOf(database.sql, 'session=made-up')).toBeNull()
  expect(await sessionOf(database.sql, undefined)).toBeNull()
})

test('what other programs of the same domain put into cookies keeps nobody out', async () => {
  const { sql } = database
  const { personId } = who.leader
  const cookie = await cookieOf(personId)
  for (const header of [
    `sale=50%; ${cookie}`,
    `${cookie};sale=50%`,
    `my_session=1; ${cookie}; session_x=2`,
  ]) {
    expect((await sessionOf(sql, header))?.actor.personId).toBe(personId)
    expect((await sessionAsItIs(sql, header))?.actor.personId).toBe(personId)
  }
})

test('ending one session leaves the others and tells every node which', async () => {
  const { sql } = database
  const { personId } = who.coordinator
  const [phone, laptop] = [await cookieOf(personId), await cookieOf(personId)]
  const ended = await sessionOf(sql, phone)
  if (!ended) throw new Error('the phone is signed in')
  await endSession(sql, { personId, sessionId: ended.sessionId })
  expect(await sessionOf(sql, phone)).toBeNull()
  expect(await sessionOf(sql, laptop)).not.toBeNull()
  await expect.poll(() => told).toContainEqual({ personId, sessionId: ended.sessionId })
})

test('signing out everywhere ends all sessions of the person, and theirs only', async () => {
  const { sql } = database
  const { personId } = who.admin
  const [own, other] = [await cookieOf(personId), await cookieOf(who.leader.personId)]
  await sql.begin((tx) => endSessions(tx, personId))
  expect(await sessionOf(sql, own)).toBeNull()
  expect(await sessionOf(sql, other)).not.toBeNull()
  await expect.poll(() => told).toContainEqual({ personId, sessionId: null })
})

test('nothing is told when the transaction that ends sessions does not commit', async () => {
  const { sql } = database
  const { personId } = who.stranger
  const cookie = await cookieOf(personId)
  const failing = sql.begin(async (tx) => {
    await endSessions(tx, personId)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await sessionOf(sql, cookie)).not.toBeNull()
  // Notifications come in commit order: once the next one is here, the failed one would be too.
  await endSessions(sql, who.staffOfSinHo.personId)
  await expect.poll(() => told).toContainEqual({ personId: who.staffOfSinHo.personId, sessionId: null })
  expect(told).not.toContainEqual({ personId, sessionId: null })
})

test('a screen that is only left open does not use up the moment at which its browser is told to stay signed in', async () => {
  const { sql } = database
  const cookie = await cookieOf(who.leader.personId)
  const soon = Date.now() + 3 * 24 * 3_600_000
  await sql`update session set expires_at = ${soon} where id = ${(await sessionOf(sql, cookie))?.sessionId ?? ''}`
  expect(await sessionAsItIs(sql, cookie)).toMatchObject({ actor: who.leader, expiresAt: soon, cookie: null })
  const prolonged = await sessionOf(sql, cookie)
  expect(prolonged?.expiresAt).toBeGreaterThan(soon)
  expect(prolonged?.cookie).not.toBeNull()
  await sql`update session set expires_at = now() where id = ${prolonged?.sessionId ?? ''}`
  expect(await sessionAsItIs(sql, cookie)).toBeNull()
})

test('somebody disabled is nobody at once', async () => {
  const { sql } = database
  const { personId } = who.staffOfSinHo
  const cookie = await cookieOf(personId)
  await sql`update person set disabled_at = now() where id = ${personId}`
  expect(await sessionOf(sql, cookie)).toBeNull()
})

test('the right password opens a session; a wrong one, an unknown login and an unfinished invitation do not', async () => {
  const { sql } = database
  const login = '0912345678'
  const [row] = await sql<{ id: number }[]>`
    insert into person (login, name, password_hash)
    values (${login}, 'Lò Thị Mai', ${await hashPassword('hoa ban trắng')}) returning id`
  await sql`insert into person (login, name) values ('invited', 'Chưa đặt mật khẩu')`
  const from = { address: '10.0.0.1', userAgent: null }
  const cookie = await signIn(sql, {
    login: ' +84 912 345 678 ',
    password: 'hoa ban trắng'.normalize('NFD'),
    ...from,
  })
  const session = await sessionOf(sql, `${cookie.name}=${cookie.value}`)
  expect(session?.actor.personId).toBe(row?.id)
  for (const [name, password] of [
    [login, 'hoa ban đỏ'],
    ['nobody', 'hoa ban trắng'],
    ['invited', ''],
  ] as const) {
    await expect(signIn(sql, { login: name, password, ...from })).rejects.toMatchObject({
      code: 'wrong_login',
    })
  }
})

test('passwords are kept as argon2id with the parameters OWASP names', async () => {
  expect(await hashPassword('hoa ban trắng')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

async function cookieOf(personId: number): Promise<string> {
  const { name, value } = await startSession(database.sql, personId)
  return `${name}=${value}`
}
