import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '#lib/domain/person.ts'
import type { Presence } from '#lib/protocol/live.ts'
import { believedFor, Elsewhere } from '#lib/server/live/elsewhere.ts'
import { openCampaign } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'
import { type Node, startNode } from './support/node.ts'
import { connected } from './support/screen.ts'

const { database, who } = withCast()
let nodes: [Node, Node]

beforeAll(async () => {
  nodes = [await startNode(database.sql), await startNode(database.sql)]
})
afterAll(async () => {
  for (const node of nodes) await node.close()
})

async function open(node: Node, actor: Actor, campaignId: number) {
  const { streams, socket } = node.streams(actor)
  const stream = `campaign:${campaignId}`
  const heard: { latest: Presence | null } = { latest: null }
  streams.follow(stream, null, { onEntries: () => undefined, onTooOld: async () => null })
  streams.watchPresence(stream, (presence) => (heard.latest = presence))
  await connected(socket)
  return { socket, heard }
}

const idsOf = (...actors: Actor[]) => actors.map(({ personId }) => personId).sort((a, b) => a - b)

test('13.1 people on two nodes see each other come and go, and somebody on both counts once', async () => {
  const { campaignId } = await openCampaign(database.sql, who)
  const [first, second] = nodes
  const leader = await open(first, who.leader, campaignId)
  const staff = await open(second, who.staffOfMuongTe, campaignId)
  await open(second, who.leader, campaignId)
  const both = idsOf(who.leader, who.staffOfMuongTe)
  for (const { heard } of [leader, staff]) {
    await vi.waitFor(() => {
      expect(heard.latest?.count).toBe(2)
      expect([...(heard.latest?.personIds ?? [])].sort((a, b) => a - b)).toEqual(both)
    }, 10_000)
  }
  staff.socket.disconnect()
  await vi.waitFor(() => expect(leader.heard.latest?.personIds).toEqual(idsOf(who.leader)), 10_000)
})

test('13.2 whoever was on a node that stops is gone at once', async () => {
  const { campaignId } = await openCampaign(database.sql, who)
  const stopping = await startNode(database.sql)
  const leader = await open(nodes[0], who.leader, campaignId)
  await open(stopping, who.staffOfMuongTe, campaignId)
  await vi.waitFor(() => expect(leader.heard.latest?.count).toBe(2), 10_000)
  await stopping.close()
  await vi.waitFor(() => expect(leader.heard.latest?.count).toBe(1), believedFor / 3)
})

test('13.2 a node that has fallen silent is believed for a while, then forgotten', () => {
  const elsewhere = new Elsewhere('here')
  const said = JSON.stringify({ node: 'there', stream: 'campaign:1', count: 2, personIds: [7, 8] })
  expect(elsewhere.hear(said, 0)).toBe('campaign:1')
  expect(elsewhere.hear(said, 10), 'said again it is no news').toBeNull()
  expect(elsewhere.forgetSilent(believedFor)).toEqual([])
  expect(elsewhere.of('campaign:1')).toHaveLength(1)
  expect(elsewhere.forgetSilent(believedFor + 10)).toEqual(['campaign:1'])
  expect(elsewhere.of('campaign:1')).toEqual([])
  expect(
    elsewhere.hear(JSON.stringify({ node: 'here', stream: 'campaign:1', count: 1, personIds: [7] }), 20),
  ).toBeNull()
  expect(elsewhere.hear('no JSON', 20)).toBeNull()
})
