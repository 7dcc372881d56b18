import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { boardSnapshot } from '#lib/server/queries/board.ts'
import { done, openCampaign } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'
import { type Node, startNode } from './support/node.ts'
import { connected, Screen } from './support/screen.ts'

const { database, who } = withCast()
let node: Node

beforeAll(async () => {
  node = await startNode(database.sql)
})
afterAll(() => node.close())

async function addEvent(campaignId: number, index: number): Promise<void> {
  await done(database.sql, who.coordinator, {
    kind: 'addEvent',
    campaignId,
    name: `Sự kiện ${index}`,
    place: '',
    startsAt: index,
    endsAt: null,
    hostUnitId: null,
  })
}

test('1.1 2.1 whoever joins while fifty commands run gets every entry once and in order', async () => {
  const { campaignId } = await openCampaign(database.sql, who)
  const snapshot = () => boardSnapshot(database.sql, campaignId)
  const screens: Screen[] = []
  const join = async () => {
    const { streams, socket } = node.streams(who.leader)
    const from = await snapshot()
    await connected(socket)
    const screen = new Screen(streams, from, snapshot)
    screens.push(screen)
    return { from, screen }
  }
  const writing = Array.from({ length: 50 }, (_, index) => addEvent(campaignId, index))
  const joined = await Promise.all(Array.from({ length: 8 }, join))
  await Promise.all(writing)
  const last = await snapshot()
  await vi.waitFor(() => {
    for (const { screen } of joined) expect(screen.seq).toBe(last.seq)
  }, 10_000)
  for (const { from, screen } of joined) {
    const expected = Array.from({ length: last.seq - from.seq }, (_, index) => from.seq + index + 1)
    expect(screen.seqs).toEqual(expected)
    expect(screen.board).toEqual(last.board)
  }
})
