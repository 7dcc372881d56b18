import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { LiveSocket } from '#lib/client/streams.ts'
import { afterFrame, type WallView, wallView } from '#lib/domain/wall.ts'
import { boardSnapshot } from '#lib/server/queries/board.ts'
import { unitNames } from '#lib/server/queries/door.ts'
import { unitsOn } from '#lib/server/queries/wall.ts'
import { anyCommand, idsOf, type Made } from '../support/any-command.ts'
import { ask, openCampaign } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'
import { type Node, startNode } from './support/node.ts'
import { type Proxy, startProxy } from './support/proxy.ts'
import { Screen } from './support/screen.ts'

const { database, who } = withCast()
let nodes: [Node, Node]

beforeAll(async () => {
  nodes = [await startNode(database.sql), await startNode(database.sql)]
})
afterAll(() => Promise.all(nodes.map((node) => node.close())))

/** Somebody's browser behind a line of its own, which may lead to either node each time it is opened. */
type Client = {
  socket: LiveSocket
  line: Proxy
  screen: Screen
  from: number
  wall: WallView | null
}

type Step =
  | { kind: 'command'; make: Made }
  | { kind: 'join'; as: (typeof watchers)[number] }
  /** By position among those who have joined. */
  | { kind: 'cut' | 'hold' | 'flow' | 'leave' | 'return'; client: number }

const watchers = ['admin', 'coordinator', 'leader', 'staffOfMuongTe', 'staffOfSinHo'] as const
const mostClients = 5

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: anyCommand.map((make): Step => ({ kind: 'command', make })) },
  { weight: 3, arbitrary: fc.constantFrom(...watchers).map((as): Step => ({ kind: 'join', as })) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom('cut', 'hold', 'flow', 'leave', 'return'), fc.nat(mostClients))
      .map(([kind, client]): Step => ({ kind: kind as 'cut', client })),
  },
)

test('1.1 1.2 2.1 6.3 6.4 whoever joins, drops and lags at random ends with what the tables say', async () => {
  const { sql } = database
  let commands = 0
  let breaks = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyStep, { minLength: 25, maxLength: 60 }),
      fc.integer({ min: 1, max: 4 }),
      async (steps, atOnce) => {
        const { campaignId } = await openCampaign(sql, who)
        const clients: Client[] = [await join(campaignId, 'leader')]
        try {
          for (let index = 0; index < steps.length; index += atOnce) {
            const together = steps.slice(index, index + atOnce)
            await Promise.all(together.map((step) => take(step, { campaignId, clients })))
          }
          commands += steps.filter(({ kind }) => kind === 'command').length
          breaks += steps.length - steps.filter(({ kind }) => kind === 'command').length
          await settle(clients)
          await agree(campaignId, clients)
        } finally {
          for (const { socket } of clients) socket.disconnect()
          await Promise.all(clients.map(({ line }) => line.close()))
        }
      },
    ),
    // Shrinking would play networks for minutes: the seed and the steps say enough.
    { numRuns: 8, endOnFailure: true },
  )
  expect(commands).toBeGreaterThan(80)
  expect(breaks).toBeGreaterThan(40)
  const [posts] = await sql<{ count: number }[]>`select count(*)::int as count from post`
  expect(posts?.count, 'walls had posts to show').toBeGreaterThan(5)
}, 120_000)

async function take(step: Step, { campaignId, clients }: { campaignId: number; clients: Client[] }) {
  if (step.kind === 'command') {
    const made = step.make(await idsOf(database.sql, campaignId), who, campaignId)
    await ask(database.sql, who.coordinator, made)
    return
  }
  if (step.kind === 'join') {
    if (clients.length < mostClients) clients.push(await join(campaignId, step.as))
    return
  }
  const client = clients[step.client % clients.length]
  if (!client) return
  switch (step.kind) {
    case 'cut':
      return client.line.cut(1)
    case 'hold':
      return client.line.hold(true)
    case 'flow':
      return client.line.hold(false)
    case 'leave':
      client.socket.disconnect()
      return
    case 'return':
      client.socket.connect()
      return
    default:
      step satisfies never
  }
}

async function join(campaignId: number, as: (typeof watchers)[number]): Promise<Client> {
  const snapshot = () => boardSnapshot(database.sql, campaignId)
  const from = await snapshot()
  const line = await startProxy(Math.random)
  line.targets = nodes.map(({ url }) => Number(new URL(url).port))
  const { socket, streams } = nodes[0].streams(who[as], { through: `http://127.0.0.1:${line.port}` })
  const screen = new Screen(streams, from, snapshot)
  const client: Client = { socket, line, screen, from: from.seq, wall: null }
  streams.watchWall(campaignId, {
    onFrame: (frame) => (client.wall = afterFrame(client.wall, frame)),
  })
  return client
}

/** Every line works again. */
async function settle(clients: Client[]): Promise<void> {
  for (const { socket, line } of clients) {
    line.hold(false)
    if (!socket.connected) socket.connect()
  }
  await vi.waitFor(() => expect(clients.every(({ socket }) => socket.connected)).toBe(true), 10_000)
}

async function agree(campaignId: number, clients: Client[]): Promise<void> {
  const last = await boardSnapshot(database.sql, campaignId)
  const names = await unitNames(database.sql, [...unitsOn(last.board)])
  const byId = new Map(names.map((name) => [name.id, name]))
  await vi.waitFor(() => {
    for (const { screen } of clients) expect(screen.seq).toBe(last.seq)
    const drawn = wallView(last.board, byId, Date.now())
    for (const { wall } of clients) expect(wall).toEqual(drawn)
  }, 15_000)
  for (const { screen, from } of clients) {
    expect(screen.board).toEqual(last.board)
    expect(screen.isGone).toBe(false)
    expect(screen.tooOld).toBe(0)
    const expected = Array.from({ length: last.seq - from }, (_, index) => from + index + 1)
    expect(screen.seqs).toEqual(expected)
  }
}
