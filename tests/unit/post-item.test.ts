import { expect, test } from 'vitest'
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
