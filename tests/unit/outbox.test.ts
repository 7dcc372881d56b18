import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OutboxItem, Outcome } from '#lib/client/outbox-item.ts'
import { memoryStorage } from '#lib/client/outbox-storage.ts'
import { Outbox } from '#lib/client/outbox.svelte.ts'
import type { Ask, Reply } from '#lib/protocol/commands.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const muongTe = 7

function accept(assignmentId: number): Ask {
  return { kind: 'accept', campaignId: 1, assignmentIds: [assignmentId] }
}

const accepted: Outcome = {
  kind: 'accepted',
  reply: { ok: true, stream: 'campaign:1', seq: 9, result: {} },
}
const refused: Outcome = {
  kind: 'refused',
  reply: { ok: false, code: 'wrong_state', data: { state: 'verified' } },
}
const noNetwork: Outcome = { kind: 'later', why: 'network' }

/** A phone and what the server would say, one outcome after the other; the last one for ever. */
function phone(outcomes: Outcome[], storage = memoryStorage()) {
  const sent: OutboxItem[] = []
  const send = async (item: OutboxItem): Promise<Outcome> => {
    sent.push(item)
    return (outcomes.length > 1 ? outcomes.shift() : outcomes[0]) ?? noNetwork
  }
  return { sent, storage, outcomes, outbox: new Outbox({ personId: muongTe, storage, send }) }
}

async function settled(outbox: Outbox): Promise<void> {
  await outbox.flush()
  await vi.advanceTimersByTimeAsync(0)
}

test('10.4 what is pressed goes out at once, in order, each once', async () => {
  const { outbox, sent } = phone([accepted])
  const replies = await Promise.all([outbox.ask(accept(1)), outbox.ask(accept(2)), outbox.ask(accept(3))])
  expect(replies.map(({ ok }) => ok)).toEqual([true, true, true])
  expect(sent.map(assignmentOf)).toEqual([1, 2, 3])
  expect(outbox.items).toEqual([])
})

test('10.4 without a network it waits and goes out later under the same id, before what was pressed after it', async () => {
  const { outbox, sent, outcomes } = phone([noNetwork])
  const replies: Reply[] = []
  void outbox.ask(accept(1)).then((reply) => replies.push(reply))
  await settled(outbox)
  void outbox.ask(accept(2)).then((reply) => replies.push(reply))
  await settled(outbox)
  expect(outbox.waiting.map(assignmentOf)).toEqual([1, 2])
  outcomes.splice(0, 1, accepted)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(replies.map(({ ok }) => ok)).toEqual([true, true])
  expect(sent.at(-2)?.id).toBe(sent[0]?.id)
  expect(sent.slice(-2).map(assignmentOf)).toEqual([1, 2])
  expect(outbox.items).toEqual([])
})

test('10.4 what went out into silence is not waited for once the server is heard again: it goes out under the same id', async () => {
  const silence = new Promise<Outcome>(() => undefined)
  const sent: OutboxItem[] = []
  const send = (item: OutboxItem): Promise<Outcome> =>
    sent.push(item) === 1 ? silence : Promise.resolve(accepted)
  const outbox = new Outbox({ personId: muongTe, storage: memoryStorage(), send })
  const replies: Reply[] = []
  void outbox.ask(accept(1)).then((reply) => replies.push(reply))
  await vi.advanceTimersByTimeAsync(1_000)
  void outbox.heardAgain()
  await vi.advanceTimersByTimeAsync(1_500)
  expect(sent).toHaveLength(1)
  void outbox.heardAgain()
  await vi.advanceTimersByTimeAsync(0)
  expect(sent.map(({ id }) => id)).toEqual([sent[0]?.id, sent[0]?.id])
  expect(replies.map(({ ok }) => ok)).toEqual([true])
  expect(outbox.items).toEqual([])
})

test('10.4 a photo under way is not begun anew because the line was', async () => {
  const sent: OutboxItem[] = []
  const send = (item: OutboxItem): Promise<Outcome> => (sent.push(item), new Promise(() => undefined))
  const outbox = new Outbox({ personId: muongTe, storage: memoryStorage(), send })
  outbox.addPhoto({ campaignId: 1, assignmentId: 1, file: new Blob(['ảnh']) })
  await vi.advanceTimersByTimeAsync(10_000)
  void outbox.heardAgain()
  await vi.advanceTimersByTimeAsync(0)
  expect(sent).toHaveLength(1)
})

test('what waited when the browser was closed is sent when it is opened again', async () => {
  const before = phone([noNetwork])
  void before.outbox.ask(accept(1))
  await settled(before.outbox)
  const after = phone([accepted], before.storage)
  await after.outbox.load()
  expect(after.sent.map(({ id }) => id)).toEqual([before.sent[0]?.id])
  expect(await before.storage.all(muongTe)).toEqual([])
})

test('10.4 what a storage gives in another order is sent as it was made', async () => {
  const before = phone([noNetwork])
  for (const id of [1, 2, 3]) void before.outbox.ask(accept(id))
  await settled(before.outbox)
  const { storage } = before
  const shuffled = { ...storage, all: async (personId: number) => (await storage.all(personId)).reverse() }
  const after = phone([accepted], shuffled)
  await after.outbox.load()
  expect(after.sent.map(assignmentOf)).toEqual([1, 2, 3])
})

test('a phone whose storage is full sends all the same, and keeps in sight what waits', async () => {
  const full = { ...memoryStorage(), put: () => Promise.reject(new Error('QuotaExceededError')) }
  const { outbox, sent, outcomes } = phone([noNetwork], full)
  const reply = outbox.ask(accept(1))
  await settled(outbox)
  await outbox.heardOf({ personId: muongTe, settled: null })
  expect(outbox.waiting.map(assignmentOf)).toEqual([1])
  outcomes.splice(0, 1, accepted)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await reply).toMatchObject({ ok: true })
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1)
  expect(outbox.items).toEqual([])
})

test('what was pressed stays in sight while it is being stored and another tab moves', async () => {
  let store = (): void => undefined
  const storage = memoryStorage()
  const mayStore = new Promise<void>((resolve) => (store = resolve))
  const slow = { ...storage, put: (item: OutboxItem) => mayStore.then(() => storage.put(item)) }
  const { outbox } = phone([accepted], slow)
  const reply = outbox.ask(accept(1))
  await outbox.heardOf({ personId: muongTe, settled: null })
  expect(outbox.waiting.map(assignmentOf)).toEqual([1])
  store()
  expect(await reply).toMatchObject({ ok: true })
})

test('a storage that breaks down does not send anything for ever', async () => {
  const storage = memoryStorage()
  const broken = { ...storage, remove: () => Promise.reject(new Error('the connection was lost')) }
  const { outbox, sent } = phone([accepted], broken)
  expect(await outbox.ask(accept(1))).toMatchObject({ ok: true })
  await settled(outbox)
  expect(sent).toHaveLength(1)
  expect(outbox.items).toEqual([])
})

test('10.4 what another person left on the telephone is not sent', async () => {
  const before = phone([noNetwork])
  void before.outbox.ask(accept(1))
  await settled(before.outbox)
  const send = vi.fn(async () => accepted)
  const next = new Outbox({ personId: 8, storage: before.storage, send })
  await next.load()
  expect(send).not.toHaveBeenCalled()
  expect(next.items).toEqual([])
})

describe('refused', () => {
  test('at once, whoever pressed is told and nothing stays', async () => {
    const { outbox } = phone([refused])
    expect(await outbox.ask(accept(1))).toMatchObject({ ok: false, code: 'wrong_state' })
    expect(outbox.items).toEqual([])
  })

  test('later, it stays in sight with the reason until it is sent again or dismissed', async () => {
    const { outbox, storage, outcomes } = phone([noNetwork, refused])
    void outbox.ask(accept(1))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(outbox.waiting).toEqual([])
    const [item] = outbox.refused
    expect(item?.refused).toMatchObject({ code: 'wrong_state', data: { state: 'verified' } })
    outcomes.splice(0, 1, accepted)
    await outbox.retry(item?.id ?? '', accept(5))
    await vi.advanceTimersByTimeAsync(0)
    expect(outbox.items).toEqual([])
    expect(await storage.all(muongTe)).toEqual([])
  })

  test('later, what never came to be sent before stays in sight too', async () => {
    const { outbox } = phone([noNetwork, accepted, refused])
    void outbox.ask(accept(1))
    void outbox.ask(accept(2))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(outbox.refused.map(assignmentOf)).toEqual([2])
  })

  test('what stands behind it goes on', async () => {
    const { outbox, sent } = phone([noNetwork, refused, accepted])
    void outbox.ask(accept(1))
    void outbox.ask(accept(2))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sent.map(assignmentOf)).toEqual([1, 1, 2])
    expect(outbox.refused.map(assignmentOf)).toEqual([1])
    expect(outbox.waiting).toEqual([])
  })
})

test('a server that fails on it again and again is reported, the rest is not held up', async () => {
  const broken: Outcome = { kind: 'later', why: 'server' }
  const { outbox } = phone([...Array.from({ length: 8 }, () => broken), accepted])
  void outbox.ask(accept(1))
  void outbox.ask(accept(2))
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  expect(outbox.refused.map(({ refused }) => refused?.code)).toEqual(['unavailable'])
  expect(outbox.waiting).toEqual([])
})

test('tries without a network are no failures of the server', async () => {
  const { outbox, outcomes } = phone([noNetwork])
  const reply = outbox.ask(accept(1))
  await vi.advanceTimersByTimeAsync(600_000)
  outcomes.splice(0, 1, { kind: 'later', why: 'server' }, accepted)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(outbox.refused).toEqual([])
  expect(await reply).toMatchObject({ ok: true })
})

test('signed out it waits for the person to sign in, without asking again and again', async () => {
  const { outbox, sent } = phone([{ kind: 'later', why: 'signed_out' }])
  void outbox.ask(accept(1))
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  expect(outbox.state).toBe('signed_out')
  expect(sent).toHaveLength(1)
  expect(outbox.waiting).toHaveLength(1)
})

test('a photo goes out before the work it shows', async () => {
  const { outbox, sent } = phone([accepted])
  const photo = outbox.addPhoto({ campaignId: 1, assignmentId: 4, file: new Blob(['ảnh']) })
  await outbox.ask({ kind: 'markDone', campaignId: 1, assignmentId: 4, posts: [], fileIds: [photo.id] })
  expect(sent.map(({ kind }) => kind)).toEqual(['photo', 'command'])
  expect(sent[0]?.id).toBe(photo.id)
})

test('what one tab sent disappears from the others', async () => {
  const storage = memoryStorage()
  const { outbox: other } = phone([noNetwork], storage)
  const first = new Outbox({
    personId: muongTe,
    storage,
    send: async () => accepted,
    tell: (news) => void other.heardOf(news),
  })
  void other.ask(accept(1))
  await settled(other)
  expect(other.waiting).toHaveLength(1)
  await first.load()
  await vi.advanceTimersByTimeAsync(0)
  expect(other.items).toEqual([])
})

function assignmentOf(item: OutboxItem): number | undefined {
  return item.kind === 'command' && 'assignmentIds' in item.command
    ? item.command.assignmentIds[0]
    : undefined
}
