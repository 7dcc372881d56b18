import { expect, test, vi } from 'vitest'
import { postItem } from '#lib/client/post-item.ts'
import type { OutboxItem } from '#lib/client/outbox-item.ts'

const item: OutboxItem = {
  id: 'a',
  personId: 7,
  order: 1,
  madeAt: 1,
  refused: null,
  kind: 'command',
  command: { id: 'a', madeAt: 1, kind: 'accept', campaignId: 1, assignmentIds: [1] },
}

test.each([
  [502, 'network'],
  [503, 'network'],
  [504, 'network'],
  [500, 'server'],
  [429, 'server'],
  [401, 'signed_out'],
])('an answer with status %i is tried again later: %s', async (status, why) => {
  const answered = async () => Response.json({ ok: false, code: 'unavailable', data: {} }, { status })
  expect(await postItem(item, answered)).toEqual({ kind: 'later', why })
})

test('on a line that says nothing it is not waited for without end: what comes after it would never be sent', async () => {
  const patience = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort())
  const silent: typeof fetch = (_address, asked) =>
    new Promise((_, reject) => {
      if (asked?.signal?.aborted) reject(new DOMException('no answer', 'TimeoutError'))
    })
  expect(await postItem(item, silent)).toEqual({ kind: 'later', why: 'network' })
  const photo = { kind: 'photo', photo: { campaignId: 1, assignmentId: 1, file: new Blob(['ảnh']) } } as const
  expect(await postItem({ ...item, ...photo }, silent)).toEqual({ kind: 'later', why: 'network' })
  expect(patience.mock.calls).toEqual([[20_000], [120_000]])
  patience.mockRestore()
})

test('10.4 it says whose it is, whoever is signed in by then', async () => {
  const photo = { kind: 'photo', photo: { campaignId: 1, assignmentId: 1, file: new Blob(['ảnh']) } } as const
  for (const one of [item, { ...item, ...photo }]) {
    const sent = vi.fn<typeof fetch>(async () => Response.json({ ok: true }))
    await postItem(one, sent)
    expect(new Headers(sent.mock.calls[0]?.[1]?.headers).get('x-person')).toBe('7')
  }
})
