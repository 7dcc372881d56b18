import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { predict } from '#lib/client/prediction.ts'
import type { Actor } from '#lib/domain/person.ts'
import type { Ask, Command } from '#lib/protocol/commands.ts'
import { run } from '#lib/server/commands/dispatch.ts'
import { boardSnapshot } from '#lib/server/queries/board.ts'
import { openCampaign } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'

const { database, who } = withCast()

test('11.4 whoever presses sees at once what everybody sees when it is through', async () => {
  const { sql } = database
  const { campaignId, assignmentIds } = await openCampaign(sql, who)
  const [first, second] = assignmentIds
  const { staffOfMuongTe, coordinator } = who
  const link = `https://www.facebook.com/congdoanmuongte/posts/438${campaignId}700`
  const shown = { link, title: 'Trao quà', contentType: null, publishedAt: null }
  const both = { campaignId, assignmentIds: [first, second] }
  const one = { campaignId, assignmentIds: [first] }
  const steps: [Actor, Ask][] = [
    [staffOfMuongTe, { kind: 'accept', ...one }],
    [coordinator, { kind: 'remind', ...both }],
    [coordinator, { kind: 'extend', ...both, dueAt: Date.parse('2026-05-03T17:00:00+07:00') }],
    [staffOfMuongTe, { kind: 'markDone', campaignId, assignmentId: first, posts: [shown], fileIds: [] }],
    [coordinator, { kind: 'return', ...one, reason: 'thiếu ảnh' }],
    [staffOfMuongTe, { kind: 'markDone', campaignId, assignmentId: first, posts: [], fileIds: [] }],
    // Of two, one is open and cannot be verified.
    [coordinator, { kind: 'verify', ...both }],
    [coordinator, { kind: 'undo', ...one }],
    [coordinator, { kind: 'cancel', campaignId, assignmentIds: [second], reason: 'mưa lũ' }],
    [coordinator, { kind: 'undo', campaignId, assignmentIds: [second] }],
    [who.staffOfSinHo, { kind: 'decline', campaignId, assignmentIds: [second], reason: 'mất điện' }],
  ]
  for (const [index, [actor, asked]] of steps.entries()) {
    const at = Date.parse('2026-05-01T08:00:00+07:00') + index * 1000
    const command = { ...asked, id: randomUUID(), madeAt: at } as Command
    const { board } = await boardSnapshot(sql, campaignId)
    const predicted = predict(board, [command], actor.personId).assignments
    const reply = await run({ sql, actor, at }, command)
    expect(reply, `${index} ${asked.kind}`).toMatchObject({ ok: true })
    const { assignments } = (await boardSnapshot(sql, campaignId)).board
    expect(predicted, `${index} ${asked.kind}`).toEqual(assignments)
    expect(predicted, `${index} ${asked.kind} changes something`).not.toEqual(board.assignments)
  }
})

test('11.4 a command the server will refuse is not shown as if it were through', async () => {
  const { sql } = database
  const { campaignId, assignmentIds } = await openCampaign(sql, who)
  const { board } = await boardSnapshot(sql, campaignId)
  const command: Command = { id: randomUUID(), kind: 'verify', campaignId, assignmentIds: [assignmentIds[0]] }
  expect(predict(board, [command], who.coordinator.personId)).toEqual(board)
})
