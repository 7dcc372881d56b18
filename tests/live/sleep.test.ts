import type { Page } from '@playwright/test'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '#lib/domain/person.ts'
import { dayOf } from '#lib/domain/time.ts'
import type { Ask } from '#lib/protocol/commands.ts'
import { endSessions, startSession } from '#lib/server/auth/sessions.ts'
import { type Cast, done } from '../support/cast.ts'
import type { FreshDatabase } from '../support/database.ts'
import { type OwnBoard, ownBoard, type Serving } from '../support/own-board.ts'
import { type Laptop, openLaptop, type Said, saidAfter } from './support/laptop.ts'
import { writePosts } from './support/posts.ts'
import { type Proxy, startProxy } from './support/proxy.ts'

/**
 * A real browser is put to sleep: all its processes are stopped, its live lines are dead without a word, and when it
 * runs on a day has passed by its clock. Only the time it really sleeps is short, some seconds.
 */
let board: OwnBoard
let database: FreshDatabase
let who: Cast
let node: Serving
let line: Proxy
let laptop: Laptop

const day = 86_400_000
const today = dayOf(Date.now(), 'Asia/Ho_Chi_Minh')

beforeAll(async () => {
  board = await ownBoard()
  ;({ database, who } = board)
  line = await startProxy(Math.random)
  await startNode()
  laptop = await openLaptop()
}, 120_000)
afterAll(async () => {
  await laptop.close()
  await line.close()
  await board.close()
}, 60_000)

async function startNode(): Promise<void> {
  node = await board.serve()
  line.targets = [node.port]
}

/** By one that has served these paths before. */
async function replaceNode(paths: readonly string[]): Promise<void> {
  const { child, ended } = node
  await startNode()
  const { name, value } = await startSession(database.sql, who.coordinator.personId)
  for (const path of paths) {
    const headers = { cookie: `${name}=${value}` }
    expect((await fetch(`http://localhost:${line.targets[0]}${path}`, { headers })).status).toBe(200)
  }
  child.kill('SIGKILL')
  await ended
}

test('11.5 a laptop that slept for a day says at once that it is not live, and is right within two seconds', async () => {
  const { sql } = database
  const { campaignId, assignmentIds } = await campaignOfToday()
  const home = `http://localhost:${line.port}`
  const open = async (path: string, { personId }: Actor, isRight: RegExp): Promise<Page> =>
    laptop.open(home + path, { cookie: await startSession(sql, personId), isRight })
  const pages = {
    wall: await open(`/campaigns/${campaignId}/wall`, who.leader, /Việc hôm nay đã xong.* 1 trên 3/),
    board: await open(`/campaigns/${campaignId}`, who.coordinator, /Ngày 11\/31 .*xong hôm nay.* 1 trên 3/),
    posts: await open(`/campaigns/${campaignId}/posts`, who.leader, /1 bài.*Trao quà lúc máy ngủ/),
    tasks: await open('/tasks', who.staffOfSinHo, /Hôm nay .*Giao lúc máy ngủ.*23:59 hôm nay/),
  }
  await laptop.sleep()
  // What the server says every 5 s reaches the sleeping machine once more, and is read when it wakes.
  await new Promise((resolve) => setTimeout(resolve, 6_000))
  line.fallSilent()
  await done(sql, who.staffOfMuongTe, {
    kind: 'markDone',
    campaignId,
    assignmentId: assignmentIds[0] ?? 0,
    posts: [{ link, title: 'Trao quà lúc máy ngủ', contentType: null, publishedAt: null }],
    fileIds: [],
  })
  await assign(campaignId, { title: 'Giao lúc máy ngủ', unitIds: [who.sinHo.id] })
  // More than a node keeps in memory; and the node they knew is gone.
  await writePosts(sql, campaignId, { entries: 2_500, postsEach: 1 })
  const board = `/campaigns/${campaignId}`
  await replaceNode([board, `${board}/wall`, `${board}/posts`, `/api${board}/board`])
  const woke = await laptop.wake()

  for (const page of Object.values(pages)) {
    await vi.waitUntil(async () => (await saidAfter(page, woke)).some(isLiveAndRight), 20_000)
  }
  for (const [name, page] of Object.entries(pages)) {
    const { fresh, freshIn } = await openBeside(page)
    // What marks a change leaves the screen again.
    await vi.waitFor(async () => expect(await shownOn(page), name).toBe(await shownOn(fresh)), 15_000)
    const said = await saidAfter(page, woke)

    const wrongFor = (said.findLast(({ isLive, isRight }) => isLive && !isRight)?.at ?? woke) - woke
    const rightAfter = (said.find(isLiveAndRight)?.at ?? NaN) - woke
    // Four pages woke at once: where loading one of them takes long, the machine is busy with something else.
    expect(rightAfter, `${name}: right`).toBeLessThan(Math.max(2_000, 4 * freshIn))
    expect(wrongFor, `${name}: live, and wrong`).toBeLessThan(Math.max(700, freshIn))
    await page.context().close()
  }
}, 180_000)

test('8.1 11.5 a laptop whose session ended while it slept says so when it wakes, and is not live', async () => {
  const { sql } = database
  const { campaignId } = await campaignOfToday()
  const cookie = await startSession(sql, who.leader.personId)
  const at = `http://localhost:${line.port}/campaigns/${campaignId}`
  const pages = [
    await laptop.open(`${at}/wall`, { cookie, isRight: signedOut }),
    await laptop.open(at, { cookie, isRight: signedOut }),
  ]
  await laptop.sleep()
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  line.fallSilent()
  await endSessions(sql, who.leader.personId)
  const woke = await laptop.wake()
  for (const page of pages) {
    await vi.waitUntil(async () => (await saidAfter(page, woke)).some(({ isRight }) => isRight), 10_000)
    const said = await saidAfter(page, woke)
    expect((said.find(({ isRight }) => isRight)?.at ?? NaN) - woke).toBeLessThan(5_000)
    expect((said.findLast(({ isLive }) => isLive)?.at ?? woke) - woke).toBeLessThan(2_000)
  }
}, 60_000)

const link = 'https://www.facebook.com/congdoanmuongte/posts/6100000000001'
const signedOut = /Đã ra khỏi hệ thống/

function isLiveAndRight({ isLive, isRight }: Said): boolean {
  return isLive && isRight
}

/** What the page shows, without the time of day and what it says to those who listen. */
async function shownOn(page: Page): Promise<string> {
  const [text = '', ...spoken] = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main, main [aria-live]')].map((one) => one.innerText.trim()),
  )
  const shown = spoken.reduce((left, words) => left.replace(words, ''), text)
  return shown.replace(/\d\d:\d\d(:\d\d)?|\d+ phút|\s+/g, ' ').trim()
}

/** The same page loaded anew beside it, by the right clock, and how long that took, in milliseconds. */
async function openBeside(page: Page): Promise<{ fresh: Page; freshIn: number }> {
  const fresh = await page.context().newPage()
  await fresh.addInitScript(() => Object.assign(globalThis, { dayIsOverAt: 0 }))
  const from = Date.now()
  await fresh.goto(page.url())
  await fresh.getByText('Trực tiếp', { exact: true }).first().waitFor()
  return { fresh, freshIn: Date.now() - from }
}

/** Ten days old, with a piece of work of each union due at the end of the day. */
async function campaignOfToday(): Promise<{ campaignId: number; assignmentIds: number[] }> {
  const { sql } = database
  const given = (days: number): string => dayOf(Date.now() + days * day, 'Asia/Ho_Chi_Minh')
  const created = await done(sql, who.coordinator, {
    kind: 'createCampaign',
    campaignKind: 'workers_month',
    name: 'Tháng Công nhân',
    startsOn: given(-10),
    endsOn: given(20),
    peakDays: [],
    postTarget: 100,
    unitId: who.federation.id,
    directives: [],
  })
  const campaignId = Number(created.result['campaignId'])
  const unitIds = [who.muongTe.id, who.sinHo.id]
  const assignmentIds = await assign(campaignId, { title: 'Lễ phát động', unitIds })
  await done(sql, who.coordinator, { kind: 'openCampaign', campaignId })
  return { campaignId, assignmentIds }
}

/** Work that is due at the end of today. */
async function assign(campaignId: number, work: { title: string; unitIds: number[] }): Promise<number[]> {
  const { title, unitIds } = work
  const dueAt = Date.parse(`${today}T23:59:00+07:00`)
  const coverage = { eventId: null, title, contentType: 'news', channelKind: 'fanpage', dueAt } as const
  const asCoordinator = (asked: Ask) => done(database.sql, who.coordinator, asked)
  const covered = await asCoordinator({ kind: 'addCoverage', campaignId, ...coverage })
  const coverageIds = [Number(covered.result['coverageId'])]
  const to = { coverageIds, unitIds, personId: null, dueAt: null }
  return (await asCoordinator({ kind: 'assign', campaignId, ...to })).result['assignmentIds'] as number[]
}
