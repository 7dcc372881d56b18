import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ImportWatch } from '#lib/client/import-watch.svelte.ts'
import type { ImportView } from '#lib/protocol/imports.ts'

const view = (given: Partial<ImportView> = {}): ImportView => ({
  id: '00000000-0000-4000-8000-000000000000',
  campaignId: 1,
  byPerson: 1,
  at: 0,
  fileName: 'thong-ke.csv',
  timeZone: 'UTC',
  state: 'reading',
  rowsTotal: 1000,
  rowsDone: 0,
  problem: null,
  appliedAt: null,
  counts: {},
  matching: 0,
  ...given,
})

const answers: (ImportView | null)[] = []
const onState = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  onState.mockReset()
  answers.length = 0
  vi.stubGlobal('fetch', async () => {
    const next = answers.shift()
    return next ? { ok: true, json: async () => next } : Promise.reject(new TypeError('no network'))
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('an import under way is asked for until it is not', async () => {
  const given = view()
  const watch = new ImportWatch({ view: () => given, onState })
  answers.push(view({ rowsDone: 500 }), view({ state: 'ready', rowsDone: 1000, counts: { new: 1000 } }))
  watch.follow()
  await vi.advanceTimersByTimeAsync(400)
  expect(watch.view.rowsDone).toBe(500)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(watch.view).toMatchObject({ state: 'ready', counts: { new: 1000 } })
  expect(watch.isBusy).toBe(false)
  expect(onState).toHaveBeenCalledOnce()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(watch.isStale).toBe(false)
})

test('without an answer it says so, keeps what it knew and asks less and less', async () => {
  const given = view({ rowsDone: 200 })
  const watch = new ImportWatch({ view: () => given, onState })
  const asked = vi.spyOn(globalThis, 'fetch')
  const stop = watch.follow()
  await vi.advanceTimersByTimeAsync(30_000)
  expect(watch.isStale).toBe(true)
  expect(watch.view.rowsDone).toBe(200)
  expect(asked.mock.calls.length).toBeLessThan(8)
  answers.push(view({ rowsDone: 300 }))
  while (answers.length > 0) await vi.advanceTimersToNextTimerAsync()
  expect(watch.isStale).toBe(false)
  expect(watch.view.rowsDone).toBe(300)
  stop()
  const calls = asked.mock.calls.length
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked.mock.calls.length).toBe(calls)
})
