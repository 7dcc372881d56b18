import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { afterFrame, type WallFrame, type WallView } from '#lib/domain/wall.ts'
import type { UnitFacts } from '#lib/protocol/admin.ts'
import * as units from '#lib/server/commands/units.ts'
import { campaignStream } from '#lib/server/journal/journal.ts'
import { Feed } from '#lib/server/live/feed.ts'
import { Names } from '#lib/server/live/names.ts'
import { Wall } from '#lib/server/live/wall.ts'
import { done, openCampaign } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'
import { type Node, startNode } from './support/node.ts'

const { database, who } = withCast()
let node: Node
let campaignId: number

beforeAll(async () => {
  node = await startNode(database.sql)
  campaignId = (await openCampaign(database.sql, who)).campaignId
})
afterAll(() => node.close())

test('11.1 a screen is caught up only once the whole wall has come, and again after every reconnection', async () => {
  const { socket, streams } = node.streams(who.leader)
  const frames: { isWhole: boolean; wasCaughtUp: boolean }[] = []
  streams.watchWall(campaignId, {
    onFrame: (frame) => frames.push({ isWhole: 'view' in frame, wasCaughtUp: streams.isCaughtUp }),
  })
  expect(streams.isCaughtUp).toBe(false)
  await vi.waitFor(() => expect(streams.isCaughtUp).toBe(true))
  socket.io.engine.close()
  await vi.waitFor(() => expect(streams.isCaughtUp).toBe(false))
  await vi.waitFor(() => expect(streams.isCaughtUp).toBe(true))
  const whole = frames.filter(({ isWhole }) => isWhole)
  expect(whole).toEqual([
    { isWhole: true, wasCaughtUp: false },
    { isWhole: true, wasCaughtUp: false },
  ])
  socket.disconnect()
})

test('7.3 whoever may not see a campaign is told that there is no such wall', async () => {
  const { socket, streams } = node.streams(who.stranger)
  let isGone = false
  const onFrame = () => expect.unreachable()
  const stop = streams.watchWall(campaignId, { onFrame, onNotFound: () => (isGone = true) })
  await vi.waitFor(() => expect(isGone).toBe(true))
  // Nothing more is expected: the screen says so instead.
  expect(streams.isCaughtUp).toBe(true)
  stop()
  socket.disconnect()
})

test('6.1 6.2 a storm of changes reaches a wall in few frames, each with only what changed', async () => {
  const { socket, streams } = node.streams(who.leader)
  const frames: WallFrame[] = []
  let view: WallView | null = null
  streams.watchWall(campaignId, {
    onFrame: (frame) => {
      frames.push(frame)
      view = afterFrame(view, frame)
    },
  })
  await vi.waitFor(() => expect(view).not.toBeNull())
  const started = Date.now()
  for (let index = 0; index < 60; index += 1) await report(index)
  await vi.waitFor(() => expect(view?.days['2026-05-03']?.posts).toBe(60), 10_000)
  const seconds = (Date.now() - started) / 1000
  expect(frames.length).toBeLessThanOrEqual(2 * seconds + 4)
  for (const frame of frames.slice(1)) {
    if (!('changes' in frame)) throw new Error('the whole view is sent once')
    expect(Object.keys(frame.changes.units ?? {})).toEqual([String(who.muongTe.id)])
    expect(frame.changes).not.toHaveProperty('campaign')
  }
  socket.disconnect()
})

test('4.1 6.3 who only watches a wall hears that the node is there, and what its units are called from now on', async () => {
  const { sql } = database
  const { socket, streams } = node.streams(who.leader)
  let [heads, shown] = [0, '']
  socket.on('head', () => (heads += 1))
  streams.watchWall(campaignId, { onFrame: (frame) => (shown = JSON.stringify(frame)) })
  await vi.waitFor(() => expect(shown).toContain('LC-MT'))
  const unit = await sql<UnitFacts[]>`
    select code, name, short_name, kind, member_count from unit where id = ${who.muongTe.id}`
  const [was] = unit
  if (!was) throw new Error('there is a unit')
  const command = { id: randomUUID(), unitId: who.muongTe.id, ...was, was, shortName: 'Mường Tè mới' }
  expect((await units.change({ sql, actor: who.admin }, command)).ok).toBe(true)
  await vi.waitFor(() => expect(shown).toContain('Mường Tè mới'), 5_000)
  await vi.waitFor(() => expect(heads).toBeGreaterThan(0), 6_000)
  socket.disconnect()
})

test('6.3 a wall that could not be drawn is drawn again by itself', async () => {
  const { sql } = database
  const { campaignId, assignmentIds } = await openCampaign(sql, who)
  const feed = await Feed.open(sql, campaignStream(campaignId), () => undefined)
  if (!feed) throw new Error('there is a feed')
  const names = new Names(sql)
  const frames: WallFrame[] = []
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const wall = await Wall.open(campaignId, {
    sql,
    feed,
    names,
    log: quiet,
    emit: (frame) => frames.push(frame),
  })
  const failing = vi.spyOn(names, 'of').mockRejectedValue(new Error('the database is away'))
  await done(sql, who.coordinator, { kind: 'cancel', campaignId, assignmentIds, reason: '' })
  await feed.catchUp()
  wall.redraw()
  await vi.waitFor(() => expect(failing).toHaveBeenCalled())
  failing.mockRestore()
  await vi.waitFor(() => expect(frames.at(-1)?.seq).toBe(feed.head), 5_000)
  wall.close()
})

function report(index: number) {
  return done(database.sql, who.coordinator, {
    kind: 'reportPost',
    campaignId,
    unitId: who.muongTe.id,
    link: `https://facebook.com/congdoanmuongte/posts/${1_000_000_000 + index}`,
    title: `Bài ${index}`,
    contentType: 'news',
    publishedAt: Date.parse('2026-05-03T08:00:00+07:00'),
    channelKind: 'fanpage',
  })
}
