import { readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { LiveSocket } from '#lib/client/streams.ts'
import { type ClientEvents, type JoinReply, notSignedIn } from '#lib/protocol/live.ts'
import { people, type Person } from '../support/access.ts'
import { done, openCampaign } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'
import { type Node, startNode } from './support/node.ts'
import { connected } from './support/screen.ts'

const { database, who } = withCast()
let node: Node
let campaignId: number

beforeAll(async () => {
  node = await startNode(database.sql)
  campaignId = (await openCampaign(database.sql, who)).campaignId
})
afterAll(() => node.close())

type Said = 'ok' | Extract<JoinReply, { ok: false }>['code']
type Case = { sends: () => unknown; answers: Record<Exclude<Person, 'nobody'>, Said> }

const signedIn = people.filter((person) => person !== 'nobody')
const all = (said: Said): Case['answers'] => answersOf(() => said)
const federation = answersOf((person) => (person === 'stranger' ? 'not_found' : 'ok'))
const admins = answersOf((person) => (person === 'admin' ? 'ok' : 'not_found'))

/** What everybody is answered, by message and what it carries. */
const asked: Record<'join' | 'joinWall', Record<string, Case>> = {
  join: {
    'what happens to units and channels': {
      sends: () => ({ stream: 'org', after: null }),
      answers: all('ok'),
    },
    'what happens to people': { sends: () => ({ stream: 'people', after: null }), answers: admins },
    'a campaign': { sends: () => ({ stream: `campaign:${campaignId}`, after: 0 }), answers: federation },
    'a campaign that does not exist': {
      sends: () => ({ stream: 'campaign:999999', after: 0 }),
      answers: all('not_found'),
    },
    'a seq that nobody has reached': {
      sends: () => ({ stream: `campaign:${campaignId}`, after: 1_000_000 }),
      answers: answersOf((person) => (person === 'stranger' ? 'not_found' : 'too_old')),
    },
    'a stream of a kind there is not': {
      sends: () => ({ stream: `desk:${campaignId}`, after: 0 }),
      answers: all('bad_input'),
    },
    'a wall as if it were a stream': {
      sends: () => ({ stream: `wall:${campaignId}`, after: 0 }),
      answers: all('bad_input'),
    },
    'the room of somebody’s socket': {
      sends: () => ({ stream: randomUUID(), after: 0 }),
      answers: all('bad_input'),
    },
    'a seq that is none': {
      sends: () => ({ stream: `campaign:${campaignId}`, after: -1 }),
      answers: all('bad_input'),
    },
    nothing: { sends: () => undefined, answers: all('bad_input') },
    'something else entirely': { sends: () => [{ stream: { $ne: null } }], answers: all('bad_input') },
  },
  joinWall: {
    'a campaign': { sends: () => ({ campaignId }), answers: federation },
    'a campaign that does not exist': { sends: () => ({ campaignId: 999_999 }), answers: all('not_found') },
    'an id that is none': { sends: () => ({ campaignId: `${campaignId}` }), answers: all('bad_input') },
    nothing: { sends: () => null, answers: all('bad_input') },
  },
}

/** Messages nobody is answered: what they carry, and that nothing comes of it for others. */
const told: Record<'leave' | 'leaveWall', { sends: () => unknown; wrong: unknown[] }> = {
  leave: {
    sends: () => ({ stream: `campaign:${campaignId}` }),
    wrong: [
      undefined,
      7,
      { stream: 7 },
      { stream: 'x'.repeat(500) },
      { stream: 'org' },
      { stream: '__proto__' },
    ],
  },
  leaveWall: { sends: () => ({ campaignId }), wrong: [undefined, { campaignId: 0 }, { campaignId: 'all' }] },
}

test('every message a client may send is in the table', () => {
  const table = { ...asked, ...told } satisfies Record<keyof ClientEvents, unknown>
  const source = readFileSync('src/lib/protocol/live.ts', 'utf8')
  const [, events = ''] = /export type ClientEvents = \{([\s\S]*?)\n\}/.exec(source) ?? []
  const names = [...events.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name)
  expect(names.length).toBeGreaterThan(3)
  expect(Object.keys(table).sort()).toEqual(names.sort())
})

describe.each(Object.entries(asked))('7.3 7.4 %s', (event, cases) => {
  describe.each(Object.entries(cases))('%s', (_, { sends, answers }) => {
    test.each(signedIn)('as %s', async (person) => {
      const socket = await open(person)
      expect(await ask(socket, event, sends())).toBe(answers[person])
      socket.disconnect()
    })
  })
})

test('7.1 nobody gets no connection, so no message either', async () => {
  const socket = node.socket(null)
  await expect(connected(socket)).rejects.toThrow(notSignedIn)
  expect(socket.connected).toBe(false)
  socket.disconnect()
})

test('7.2 a page of another site gets no connection, whoever is signed in', async () => {
  const { leader } = who
  await expect(connected(node.socket(leader, { origin: 'https://example.vn' }))).rejects.toThrow()
  await connected(node.socket(leader, { origin: node.url }))
})

describe.each(signedIn)('as %s', (person) => {
  test('2.4 who leaves a campaign gets none of its entries any more, others still do', async () => {
    const [leaving, witness] = [await open(person), await open('coordinator')]
    const [came, seen] = [listen(leaving), listen(witness)]
    await ask(witness, 'join', { stream: `campaign:${campaignId}`, after: null })
    await ask(leaving, 'join', { stream: `campaign:${campaignId}`, after: null })
    tell(leaving, 'leave', told.leave.sends())
    await ask(leaving, 'join', { stream: 'org', after: null })
    const before = came.entries
    await change()
    await vi.waitFor(() => expect(seen.entries).toBeGreaterThan(0))
    // What was sent to this socket before the answer has arrived with it.
    await ask(leaving, 'join', { stream: 'org', after: null })
    expect(came.entries).toBe(before)
    for (const socket of [leaving, witness]) socket.disconnect()
  })

  test('who leaves a wall gets none of its frames any more, others still do', async () => {
    const [leaving, witness] = [await open(person), await open('coordinator')]
    const [came, seen] = [listen(leaving), listen(witness)]
    await ask(witness, 'joinWall', { campaignId })
    await ask(leaving, 'joinWall', { campaignId })
    tell(leaving, 'leaveWall', told.leaveWall.sends())
    await ask(leaving, 'join', { stream: 'org', after: null })
    const [before, first] = [came.frames, seen.frames]
    await publish()
    await vi.waitFor(() => expect(seen.frames).toBeGreaterThan(first))
    await ask(leaving, 'join', { stream: 'org', after: null })
    expect(came.frames).toBe(before)
    for (const socket of [leaving, witness]) socket.disconnect()
  })

  test('7.4 whatever else somebody sends, nobody notices and they are still answered', async () => {
    const [sending, witness] = [await open(person), await open('coordinator')]
    const seen = listen(witness)
    await ask(witness, 'join', { stream: `campaign:${campaignId}`, after: null })
    for (const [event, { wrong }] of Object.entries(told))
      for (const sent of wrong) tell(sending, event, sent)
    for (const event of ['entries', 'head', 'wall', 'signedOut', 'takeOver', 'presence']) {
      tell(sending, event, { stream: `campaign:${campaignId}`, entries: [{ seq: 1 }] })
    }
    expect(await ask(sending, 'join', { stream: 'org', after: null })).toBe('ok')
    await change()
    await vi.waitFor(() => expect(seen.entries).toBe(1))
    expect(seen.signedOut).toBe(false)
    for (const socket of [sending, witness]) socket.disconnect()
  })
})

test('2.4 who leaves before a join is answered is in no room, and who comes back at once is', async () => {
  const { campaignId } = await openCampaign(database.sql, who)
  const stream = `campaign:${campaignId}`
  const socket = await open('leader')
  const joined = ask(socket, 'join', { stream, after: null })
  const watched = ask(socket, 'joinWall', { campaignId })
  tell(socket, 'leave', { stream })
  tell(socket, 'leaveWall', { campaignId })
  const again = ask(socket, 'join', { stream, after: null })
  expect(await Promise.all([joined, watched, again])).toEqual(['unavailable', 'unavailable', 'ok'])
  socket.disconnect()
})

async function open(person: Exclude<Person, 'nobody'>): Promise<LiveSocket> {
  const socket = node.socket(who[person])
  await connected(socket)
  return socket
}

/** Sends what the product's own client never would. */
async function ask(socket: LiveSocket, event: string, sent: unknown): Promise<Said> {
  const reply = (await raw(socket).timeout(10_000).emitWithAck(event, sent)) as JoinReply
  return reply.ok ? 'ok' : reply.code
}

function tell(socket: LiveSocket, event: string, sent: unknown): void {
  raw(socket).emit(event, sent)
}

function raw(socket: LiveSocket): Socket {
  return socket as unknown as Socket
}

/** Counts what reaches a socket from now on. */
function listen(socket: LiveSocket): { entries: number; frames: number; signedOut: boolean } {
  const came = { entries: 0, frames: 0, signedOut: false }
  socket.on('entries', ({ stream, entries }) => {
    if (stream !== 'org') came.entries += entries.length
  })
  socket.on('wall', () => (came.frames += 1))
  socket.on('signedOut', () => (came.signedOut = true))
  return came
}

/** One entry in the campaign. */
async function change(): Promise<void> {
  const name = `Sự kiện ${randomUUID()}`
  const event = {
    name,
    place: '',
    startsAt: Date.parse('2026-05-02T08:00+07:00'),
    endsAt: null,
    hostUnitId: null,
  }
  await done(database.sql, who.coordinator, { kind: 'addEvent', campaignId, ...event })
}

/** Something that a wall shows. */
async function publish(): Promise<void> {
  await done(database.sql, who.coordinator, {
    kind: 'reportPost',
    campaignId,
    unitId: who.muongTe.id,
    link: `https://facebook.com/congdoanmuongte/posts/${Math.floor((1 + Math.random()) * 1e12)}`,
    title: 'Bài',
    contentType: 'news',
    publishedAt: null,
    channelKind: 'fanpage',
  })
}

function answersOf(said: (person: Exclude<Person, 'nobody'>) => Said): Case['answers'] {
  return Object.fromEntries(signedIn.map((person) => [person, said(person)])) as Case['answers']
}
