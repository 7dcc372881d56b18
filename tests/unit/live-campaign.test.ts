import { afterEach, expect, test, vi } from 'vitest'
import type { FollowerEvents } from '#lib/client/follower.ts'
import { LiveCampaign } from '#lib/client/live-campaign.svelte.ts'
import type { Board } from '#lib/domain/board.ts'
import type { Entry } from '#lib/domain/entry.ts'
import { boardOf } from '../support/board.ts'

const line = vi.hoisted(() => ({ events: null as FollowerEvents | null }))
vi.mock('#lib/client/connection.svelte.ts', () => ({
  connection: () => ({
    follow: (_stream: string, _after: number, events: FollowerEvents) => {
      line.events = events
      return () => undefined
    },
    watchPresence: () => () => undefined,
  }),
}))
const waiting = vi.hoisted(() => [] as unknown[])
vi.mock('#lib/client/outbox.svelte.ts', () => ({
  outboxOf: () => ({ waiting, onSettled: () => () => undefined }),
}))
const fetched = vi.hoisted(() => ({ next: null as { board: Board; seq: number } | null }))
vi.mock('#lib/client/snapshot.ts', () => ({ fetchBoard: () => Promise.resolve(fetched.next) }))

afterEach(() => vi.unstubAllGlobals())

function closed(seq: number): Entry {
  return { kind: 'campaign.closed', body: { closedAt: seq }, seq, at: seq, by: 1, cmd: `${seq}` } as Entry
}

test('1.1 3.1 what a board fetched anew holds already is not folded into it once more', async () => {
  vi.stubGlobal('window', {})
  const board = boardOf([], [])
  const campaign = new LiveCampaign({ board, seq: 3, me: { id: 7 } })
  const told: number[] = []
  campaign.onEntries((entries) => told.push(...entries.map(({ seq }) => seq)))
  let isThere = (): void => undefined
  campaign.onAnew(() => new Promise((resolve) => (isThere = resolve)))
  fetched.next = { board, seq: 6 }
  // Asked for twice, as where the line is made anew while a snapshot is on its way: the follower stands at the first.
  const later = line.events?.onTooOld()
  await vi.waitFor(() => expect(campaign.seq).toBe(6))
  line.events?.onEntries([closed(5), closed(6)])
  expect(campaign.seq).toBe(6)
  expect(told).toEqual([])
  line.events?.onEntries([closed(6), closed(7)])
  expect(told).toEqual([7])
  isThere()
  expect(await later).toBe(7)
})

test('11.4 an entry replaces the prediction of its command also where it comes before the answer', () => {
  vi.stubGlobal('window', {})
  const command = { id: '7', kind: 'accept', campaignId: 1, assignmentIds: [5] }
  waiting.push({ kind: 'command', command })
  const campaign = new LiveCampaign({ board: boardOf([], []), seq: 6, me: { id: 1 } })
  expect(campaign.isPending(5)).toBe(true)
  line.events?.onEntries([closed(7)])
  expect(campaign.isPending(5)).toBe(false)
  waiting.length = 0
})
