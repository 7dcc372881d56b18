import { randomBytes, randomUUID } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LiveSocket } from '#lib/client/streams.ts'
import type { Actor } from '#lib/domain/person.ts'
import { notSignedIn } from '#lib/protocol/live.ts'
import type { Reply } from '#lib/protocol/commands.ts'
import { endedChannel } from '#lib/server/auth/ended.ts'
import { allow } from '#lib/server/auth/links.ts'
import { endSession, sessionOf, startSession } from '#lib/server/auth/sessions.ts'
import * as passwords from '#lib/server/commands/passwords.ts'
import * as people from '#lib/server/commands/people.ts'
import * as units from '#lib/server/commands/units.ts'
import { openCampaign, person, unit } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'
import { type Node, startNode } from './support/node.ts'
import { connected } from './support/screen.ts'

const old = 'mật khẩu cũ của tôi'

const { database, who } = withCast()
let nodes: [Node, Node]
/** Somebody with two roles, so that one can be taken away. */
let meant: Actor

beforeAll(async () => {
  const { sql } = database
  const real = { sessionOf: (cookie: string) => sessionOf(sql, cookie) }
  nodes = [await startNode(sql, real), await startNode(sql, real)]
  await vi.waitFor(() => expect(nodes.every((node) => node.isListening())).toBe(true), 10_000)
})
afterAll(() => Promise.all(nodes.map((node) => node.close())))

beforeEach(async () => {
  const { sql } = database
  meant = await person(sql, 'staff', who.muongTe)
  await sql`insert into role_grant (person_id, unit_id, role) values (${meant.personId}, ${who.muongTe.id}, 'leader')`
  await sql`update person set password_hash = ${await hash(old)} where id = ${meant.personId}`
})

type Browser = { socket: LiveSocket; cookie: string; signedOut: boolean; reason: string | null }

/** A browser of somebody, signed in and connected to a node. */
async function browser(actor: Actor, node: Node): Promise<Browser> {
  const { name, value } = await startSession(database.sql, actor.personId)
  const cookie = `${name}=${value}`
  const socket = node.socket(null, { cookie })
  const opened: Browser = { socket, cookie, signedOut: false, reason: null }
  socket.on('signedOut', () => (opened.signedOut = true))
  socket.on('disconnect', (reason) => (opened.reason = reason))
  await connected(socket)
  return opened
}

const door = () => ({ sql: database.sql, actor: who.admin })
const about = () => ({ id: randomUUID(), personId: meant.personId })
const role = () => ({ ...about(), unitId: who.muongTe.id })

async function accepted(replying: Promise<Reply>): Promise<void> {
  const reply = await replying
  if (!reply.ok) throw new Error(`refused: ${reply.code}`)
}

/** All that ends somebody's sessions, by what an administrator or they themselves did. */
const endings: Record<string, () => Promise<void>> = {
  'a role is given': () => accepted(people.grant(door(), { ...role(), role: 'coordinator' })),
  'a role is taken away': () => accepted(people.revoke(door(), { ...role(), role: 'leader' })),
  'the account is disabled': () => accepted(people.disable(door(), about())),
  'an administrator signs them out': () => accepted(people.signOut(door(), about())),
  'they change their password': () =>
    passwords.changeOwn(database.sql, {
      personId: meant.personId,
      old,
      password: 'một mật khẩu khác hẳn',
    }),
  'they choose a password by a link': async () => {
    const secret = randomBytes(32).toString('base64url')
    const { personId } = meant
    await allow(database.sql, secret, {
      purpose: 'password',
      personId,
      by: who.admin.personId,
      at: Date.now(),
    })
    await passwords.chooseByLink(database.sql, { secret, password: 'một mật khẩu khác hẳn' })
  },
}

describe.each(Object.entries(endings))('8.1 when %s', (_, end) => {
  test('their sockets are told so and cut on every node, nobody else’s', async () => {
    const own = [
      await browser(meant, nodes[0]),
      await browser(meant, nodes[1]),
      await browser(meant, nodes[1]),
    ]
    const other = await browser(who.staffOfMuongTe, nodes[0])
    await end()
    // At once: the next look at all sessions is minutes away.
    await vi.waitFor(() => {
      for (const { signedOut, reason } of own) {
        expect(signedOut).toBe(true)
        expect(reason).toBe('io server disconnect')
      }
    }, 10_000)
    expect(other.socket.connected).toBe(true)
    expect(other.signedOut).toBe(false)
    for (const node of nodes) await comesBackInVain(own[0], node)
    for (const { socket } of [...own, other]) socket.disconnect()
  })
})

test('8.1 who signs out on one device stays signed in on the others', async () => {
  const [phone, laptop] = [await browser(meant, nodes[0]), await browser(meant, nodes[1])]
  const session = await sessionOf(database.sql, phone.cookie)
  if (!session) throw new Error('the phone is signed in')
  await endSession(database.sql, { personId: meant.personId, sessionId: session.sessionId })
  await vi.waitFor(() => expect(phone.signedOut).toBe(true), 5_000)
  expect(laptop.socket.connected).toBe(true)
  expect(laptop.signedOut).toBe(false)
  for (const { socket } of [phone, laptop]) socket.disconnect()
})

test('7.1 a page that was made for one person gets no connection in the name of the next who signs in there', async () => {
  const next = await person(database.sql, 'staff', who.sinHo)
  const { name, value } = await startSession(database.sql, next.personId)
  const cookie = `${name}=${value}`
  const [node] = nodes
  await expect(connected(node.socket(null, { cookie, personId: meant.personId }))).rejects.toThrow(
    notSignedIn,
  )
  await connected(node.socket(null, { cookie, personId: next.personId }))
})

test('8.1 a change that is refused ends nothing', async () => {
  const own = await browser(meant, nodes[0])
  const stranger = { sql: database.sql, actor: who.stranger }
  expect((await people.disable(stranger, about())).ok).toBe(false)
  await expect(
    passwords.changeOwn(database.sql, {
      personId: meant.personId,
      old: 'sai',
      password: 'một mật khẩu khác',
    }),
  ).rejects.toThrow()
  // Notifications come in the order of the commits: once this one is here, an earlier one would be too.
  const next = await browser(who.staffOfSinHo, nodes[0])
  await accepted(people.signOut(door(), { id: randomUUID(), personId: who.staffOfSinHo.personId }))
  await vi.waitFor(() => expect(next.signedOut).toBe(true), 5_000)
  expect(own.socket.connected).toBe(true)
  expect(own.signedOut).toBe(false)
  for (const { socket } of [own, next]) socket.disconnect()
})

test('8.2 a session that ended unheard is cut once the node hears the database again', async () => {
  const { sql } = database
  const [own, witness] = [await browser(meant, nodes[0]), await browser(who.leader, nodes[0])]
  await sql`delete from session where person_id = ${meant.personId}`
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike 'listen%' and pid <> pg_backend_pid()`
  await vi.waitFor(() => expect(own.signedOut).toBe(true), 10_000)
  expect(witness.reason).toBeNull()
})

test('8.2 a session that ended before its node could hear of ends is cut once it can', async () => {
  const { sql } = database
  const isHeard = Promise.withResolvers<null>()
  const late: typeof sql.listen = async (channel, ...listener) => {
    if (channel === endedChannel) await isHeard.promise
    return sql.listen(channel, ...listener)
  }
  const slow = new Proxy(sql, { get: (target, key) => (key === 'listen' ? late : Reflect.get(target, key)) })
  const node = await startNode(slow, { sessionOf: (cookie) => sessionOf(sql, cookie) })
  await vi.waitUntil(() => node.isListening())
  const [own, elsewhere] = [await browser(meant, node), await browser(meant, nodes[0])]
  await accepted(people.signOut(door(), about()))
  await vi.waitFor(() => expect(elsewhere.signedOut).toBe(true))
  isHeard.resolve(null)
  await vi.waitFor(() => expect(own.signedOut).toBe(true), 5_000)
  await node.close()
})

test('8.2 8.4 a session whose end nobody heard of is cut within five minutes, and not before the database says so', async () => {
  const { sql } = database
  let isAway = false
  let refused = 0
  const node = await startNode(sql, {
    lookEvery: 50,
    sessionOf: async (cookie) => {
      if (!isAway) return sessionOf(sql, cookie)
      refused += 1
      throw new Error('the database is away')
    },
  })
  const [own, witness] = [await browser(meant, node), await browser(who.leader, node)]
  await sql`delete from session where person_id = ${meant.personId}`
  const now = Date.now()
  const clock = vi.spyOn(Date, 'now')
  isAway = true
  clock.mockReturnValue(now + 5 * 60_000)
  await vi.waitUntil(() => refused > 4)
  expect([own.signedOut, witness.signedOut]).toEqual([false, false])
  isAway = false
  await vi.waitFor(() => expect(own.signedOut).toBe(true))
  expect([witness.signedOut, witness.reason]).toEqual([false, null])
  clock.mockRestore()
  await node.close()
})

test('8.2 a session is as old as its reading, also for who comes back and is let in from memory', async () => {
  const { sql } = database
  const node = await startNode(sql, { lookEvery: 50, sessionOf: (cookie) => sessionOf(sql, cookie) })
  await vi.waitUntil(() => node.isListening())
  const from = Date.now()
  const own = await browser(meant, node)
  await sql`delete from session where person_id = ${meant.personId}`
  const clock = vi.spyOn(Date, 'now')
  clock.mockReturnValue(from + 3.5 * 60_000)
  own.socket.disconnect().connect()
  await connected(own.socket)
  clock.mockReturnValue(from + 5 * 60_000)
  await vi.waitFor(() => expect(own.signedOut).toBe(true))
  clock.mockRestore()
  await node.close()
})

test('8.3 whose unit moves comes again by itself with what they see now, others stay', async () => {
  const { sql } = database
  const under = await unit(sql, { code: 'LC-MT-1', name: 'CĐCS xã Thu Lũm', parent: who.muongTe })
  const officer = await person(sql, 'staff', under)
  const [own, witness] = [await browser(officer, nodes[0]), await browser(who.leader, nodes[0])]
  await accepted(units.move(door(), { id: randomUUID(), unitId: under.id, parentId: who.sinHo.id }))
  await vi.waitFor(() => expect(own.reason).not.toBeNull())
  await vi.waitFor(() => expect(own.socket.connected).toBe(true))
  expect(own.signedOut).toBe(false)
  expect(witness.reason).toBeNull()
})

test('8.3 whoever may see a campaign no longer, since its unit has moved, hears nothing more of it', async () => {
  const { sql } = database
  const [from, to] = [
    await unit(sql, { code: 'LC-N1', name: 'Công đoàn ngành Giáo dục', parent: who.federation }),
    await unit(sql, { code: 'LC-N2', name: 'Công đoàn ngành Y tế', parent: who.federation }),
  ]
  const owner = await unit(sql, { code: 'LC-N1-1', name: 'CĐCS trường THPT', parent: from })
  const [muongTe, sinHo] = [
    await unit(sql, { code: 'LC-N1-2', name: 'Tổ Một', parent: owner }),
    await unit(sql, { code: 'LC-N1-3', name: 'Tổ Hai', parent: owner }),
  ]
  const { campaignId } = await openCampaign(sql, { ...who, federation: owner, muongTe, sinHo })
  const [left, stays] = [await person(sql, 'leader', from), who.leader]
  const watching = await Promise.all([left, stays].map((actor) => browser(actor, nodes[1])))
  for (const { socket } of watching) {
    expect((await socket.emitWithAck('join', { stream: `campaign:${campaignId}`, after: null })).ok).toBe(
      true,
    )
    expect((await socket.emitWithAck('joinWall', { campaignId })).ok).toBe(true)
  }
  await accepted(units.move(door(), { id: randomUUID(), unitId: owner.id, parentId: to.id }))
  const [gone, other] = watching
  await vi.waitFor(() => expect(gone?.reason).not.toBeNull(), 5_000)
  await vi.waitFor(() => expect(gone?.socket.connected).toBe(true))
  expect(await gone?.socket.emitWithAck('join', { stream: `campaign:${campaignId}`, after: null })).toEqual({
    ok: false,
    code: 'not_found',
  })
  expect(gone?.signedOut).toBe(false)
  expect(other?.reason).toBeNull()
})

/** The cookie opens no door any more, not from memory either. */
async function comesBackInVain(once: Browser | undefined, node: Node): Promise<void> {
  const again = node.socket(null, { cookie: once?.cookie ?? '' })
  await expect(connected(again)).rejects.toThrow(notSignedIn)
  again.disconnect()
}
