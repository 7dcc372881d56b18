import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { endSessions } from '#lib/server/auth/sessions.ts'
import { boardSnapshot } from '#lib/server/queries/board.ts'
import { type Cast, done, openCampaign, person } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'
import { type Node, sessionIn, startNode } from './support/node.ts'
import { connected, Screen } from './support/screen.ts'

const { database, who } = withCast()
let node: Node
let sessionsRead = 0

beforeAll(async () => {
  const read = sessionIn(database.sql)
  node = await startNode(database.sql, {
    sessionOf: (cookie) => {
      sessionsRead += 1
      return read(cookie)
    },
  })
})
afterAll(() => node.close())

async function follow(actor: Cast['leader'], campaignId: number) {
  const snapshot = () => boardSnapshot(database.sql, campaignId)
  const { streams, socket } = node.streams(actor)
  await connected(socket)
  return { socket, screen: new Screen(streams, await snapshot(), snapshot) }
}

test('3.3 those who lose their line and come back are let in and brought up to date from memory', async () => {
  const { campaignId } = await openCampaign(database.sql, who)
  const leaders = await Promise.all(
    Array.from({ length: 20 }, () => person(database.sql, 'leader', who.federation)),
  )
  const clients = await Promise.all(leaders.map((leader) => follow(leader, campaignId)))
  for (const { socket } of clients) socket.disconnect()
  const before = sessionsRead
  for (let index = 0; index < 20; index += 1) {
    await done(database.sql, who.coordinator, { ...event, campaignId, name: `Sự kiện ${index}` })
  }
  for (const { socket } of clients) socket.connect()
  const { seq } = await boardSnapshot(database.sql, campaignId)
  await vi.waitFor(() => {
    for (const { screen } of clients) expect(screen.seq).toBe(seq)
  })
  expect(sessionsRead).toBe(before)
})

test('3.3 8.1 whose session has ended meanwhile is not let in from memory', async () => {
  const { campaignId } = await openCampaign(database.sql, who)
  const leader = await person(database.sql, 'leader', who.federation)
  const { socket } = await follow(leader, campaignId)
  socket.disconnect()
  await database.sql`delete from role_grant where person_id = ${leader.personId}`
  await endSessions(database.sql, leader.personId)
  const refused = vi.fn()
  await vi.waitFor(async () => {
    socket.disconnect().connect()
    const outcome = new Promise<string>((resolve) => {
      socket.once('connect', () => resolve('let in'))
      socket.once('connect_error', ({ message }) => resolve(message))
    })
    refused(await outcome)
    expect(refused).toHaveBeenLastCalledWith('not_signed_in')
  })
})

const event = {
  kind: 'addEvent',
  name: '',
  place: '',
  startsAt: Date.parse('2026-05-01T08:00:00+07:00'),
  endsAt: null,
  hostUnitId: null,
} as const
