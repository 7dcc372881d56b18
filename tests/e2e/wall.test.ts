import { randomUUID } from 'node:crypto'
import { expect, type Locator, type Page, test, type WebSocketRoute } from '@playwright/test'
import type { Ask } from '../../src/lib/protocol/commands.ts'
import { openAs } from '../support/sign-in.ts'

// Several people sign in, one after the other.
test.describe.configure({ timeout: 120_000 })

const television = { width: 1920, height: 1080 }
const phone = { width: 390, height: 844 }

type Directory = { units: { id: number; shortName: string; parentId: number | null }[] }

/** Gives a command in somebody's own session and returns what it made. */
async function give(page: Page, ask: Ask): Promise<Record<string, unknown>> {
  const response = await page.request.post('/api/commands', { data: { ...ask, id: randomUUID() } })
  const reply = (await response.json()) as { ok: boolean; result: Record<string, unknown> }
  expect(reply.ok, JSON.stringify(reply)).toBe(true)
  return reply.result
}

/** A campaign of one day, today, with one piece of work each for Mường Tè and Sìn Hồ, due at its end. */
async function campaignOfToday(coordinator: Page): Promise<{ campaignId: number; work: number[] }> {
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
  const response = await coordinator.request.get('/api/campaigns/1/directory')
  const { units } = (await response.json()) as Directory
  const idOf = (name: string) => units.find(({ shortName }) => shortName === name)?.id ?? 0
  const made = await give(coordinator, {
    kind: 'createCampaign',
    campaignKind: 'drive',
    name: `Đợt thử ${randomUUID().slice(0, 8)}`,
    startsOn: today,
    endsOn: today,
    peakDays: [today],
    postTarget: 10,
    unitId: units.find(({ shortName }) => /LĐLĐ/.test(shortName))?.id ?? 1,
    directives: [],
  })
  const campaignId = Number(made['campaignId'])
  const covered = await give(coordinator, {
    kind: 'addCoverage',
    campaignId,
    eventId: null,
    title: 'Lễ phát động',
    contentType: 'news',
    channelKind: 'fanpage',
    dueAt: Date.parse(`${today}T23:59:00+07:00`),
  })
  const assigned = await give(coordinator, {
    kind: 'assign',
    campaignId,
    coverageIds: [Number(covered['coverageId'])],
    unitIds: [idOf('Mường Tè'), idOf('Sìn Hồ')],
    personId: null,
    dueAt: null,
  })
  await give(coordinator, { kind: 'openCampaign', campaignId })
  return { campaignId, work: assigned['assignmentIds'] as number[] }
}

/** Waits until the wall says that it is live; gives the place where it says so. */
async function isLive(page: Page): Promise<Locator> {
  const chip = page.locator('header').getByRole('status')
  await expect(chip).toHaveText('Trực tiếp', { timeout: 20_000 })
  return chip
}

function markDone(campaignId: number, assignmentId: number, title: string): Ask {
  const link = `https://facebook.com/congdoanmuongte/posts/${Date.now()}${assignmentId}`
  const posts = [{ link, title, contentType: null, publishedAt: null }]
  return { kind: 'markDone', campaignId, assignmentId, posts, fileIds: [] }
}

test('the wall moves when an officer elsewhere reports work done, and nobody reloads it', async ({
  browser,
}) => {
  const coordinator = await openAs(browser, 'dieuphoi')
  const { campaignId, work } = await campaignOfToday(coordinator)
  const leader = await openAs(browser, 'lanhdao', television)
  await leader.goto(`/campaigns/${campaignId}/wall`)
  const done = leader.getByRole('article').filter({ hasText: 'Việc hôm nay đã xong' })
  await isLive(leader)
  await expect(done.getByRole('link', { name: '0 trên 2' })).toBeVisible()

  const officer = await openAs(browser, 'muongte')
  const title = `Trao quà ${randomUUID().slice(0, 6)}`
  await give(officer, markDone(campaignId, work[0] ?? 0, title))

  await expect(done.getByText('+1')).toBeVisible()
  await expect(done.getByText('Mường Tè')).toBeVisible()
  await expect(done.getByRole('link', { name: '1 trên 2' })).toBeVisible()
  await expect(leader.getByRole('region', { name: 'Mới đăng' })).toContainText(title)
  await expect(leader.getByRole('row', { name: /Mường Tè/ })).toContainText('1/1')
  // The chip leaves, the figure stays.
  await expect(done.getByText('+1')).toBeHidden({ timeout: 8_000 })
  for (const page of [coordinator, leader, officer]) await page.context().close()
})

test('a wall that loses its network says since when, and catches up by itself', async ({ browser }) => {
  const coordinator = await openAs(browser, 'dieuphoi')
  const { campaignId, work } = await campaignOfToday(coordinator)
  const officer = await openAs(browser, 'muongte')
  const leader = await openAs(browser, 'lanhdao', television)
  const line = await lineOf(leader)
  await leader.goto(`/campaigns/${campaignId}/wall`)
  const chip = await isLive(leader)

  await leader.context().setOffline(true)
  await line.cut()
  await expect(chip).toHaveText(/Mất mạng từ \d\d:\d\d:\d\d/)
  await give(officer, markDone(campaignId, work[0] ?? 0, 'Đăng lúc mất mạng'))
  const done = leader.getByRole('article').filter({ hasText: 'Việc hôm nay đã xong' })
  await expect(done.getByRole('link', { name: '0 trên 2' })).toBeVisible()

  line.mend()
  await leader.context().setOffline(false)
  await expect(chip).toHaveText('Trực tiếp', { timeout: 20_000 })
  await expect(done.getByRole('link', { name: '1 trên 2' })).toBeVisible()
  for (const page of [coordinator, leader, officer]) await page.context().close()
})

test('a wall that hears nothing for a minute says as of when it is, to the second', async ({ browser }) => {
  const leader = await openAs(browser, 'lanhdao', television)
  const line = await lineOf(leader)
  await leader.clock.install()
  await leader.goto('/campaigns/1/wall')
  const chip = await isLive(leader)

  await line.cut()
  await expect(chip).toHaveText(/Mất kết nối từ \d\d:\d\d:\d\d, đang nối lại/)
  await leader.clock.fastForward(61_000)
  await expect(chip).toHaveText(/Bản lúc \d\d:\d\d:\d\d/)

  line.mend()
  await leader.clock.fastForward(10_000)
  await expect(chip).toHaveText('Trực tiếp', { timeout: 20_000 })
  await leader.context().close()
})

/** The live line of a page to be opened: the browser's own 'offline' leaves open sockets alone. */
async function lineOf(page: Page): Promise<{ cut: () => Promise<void>; mend: () => void }> {
  let isCut = false
  const open = new Set<WebSocketRoute>()
  await page.routeWebSocket(/\/live\//, (socket) => {
    if (isCut) return void socket.close()
    socket.connectToServer()
    open.add(socket)
  })
  await page.route(/\/live\//, (route) => (isCut ? route.abort() : route.continue()))
  return {
    cut: async () => {
      isCut = true
      for (const socket of open) await socket.close()
    },
    mend: () => (isCut = false),
  }
}

test('a campaign without posts and a day without work say so, and no figure is made up', async ({
  browser,
}) => {
  const coordinator = await openAs(browser, 'dieuphoi', television)
  const made = await give(coordinator, {
    kind: 'createCampaign',
    campaignKind: 'other',
    name: `Đợt sau ${randomUUID().slice(0, 8)}`,
    startsOn: '2050-01-10',
    endsOn: '2050-01-20',
    peakDays: [],
    postTarget: null,
    unitId: 1,
    directives: [],
  })
  await coordinator.goto(`/campaigns/${String(made['campaignId'])}/wall`)
  const page = coordinator
  await expect(page.getByText('Hôm nay không có việc nào đến hạn.')).toBeVisible()
  await expect(page.getByText(/Đợt chưa mở · Còn [\d.]+ ngày nữa bắt đầu/)).toBeVisible()
  await expect(page.getByText('Không có gì cần chú ý')).toBeVisible()
  await expect(page.getByText('chưa đặt chỉ tiêu bài đăng')).toBeVisible()
  await expect(page.getByText('Chưa có bài đăng nào trong đợt này.')).toBeVisible()
  await expect(page.getByText(/nếu giữ nhịp này/)).toBeHidden()
  await page.context().close()
})

test('every cell of the weave gives its number to the keyboard', async ({ browser }) => {
  const leader = await openAs(browser, 'lanhdao', television)
  await leader.goto('/campaigns/1/wall')
  await isLive(leader)
  const weave = leader.getByRole('table').filter({ hasText: 'Cả đợt' })
  const cells = weave.locator('button[tabindex="0"]')
  await expect(cells).toHaveCount(1)
  await cells.focus()
  const read = leader.locator('article').filter({ has: weave }).locator('p').first()
  await expect(read).toHaveText(/^.+, \d+\/\d+: [\d.]+ bài$/)
  const before = await read.textContent()
  await leader.keyboard.press('ArrowLeft')
  await expect(read).not.toHaveText(before ?? '')
  await expect(cells).toHaveCount(1)
  await leader.context().close()
})

test('a television keeps its whole wall in one screen, a phone scrolls down only', async ({ browser }) => {
  for (const size of [television, { width: 1366, height: 768 }, phone]) {
    const leader = await openAs(browser, 'lanhdao', size)
    await leader.goto('/campaigns/1/wall')
    await isLive(leader)
    const { scrollWidth, scrollHeight } = await leader.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement
      return { scrollWidth, scrollHeight }
    })
    expect(scrollWidth).toBeLessThanOrEqual(size.width)
    if (size !== phone) expect(scrollHeight).toBeLessThanOrEqual(size.height)
    await leader.context().close()
  }
})

test('a wall loads its small view and not the board, so that it does not grow with the campaign', async ({
  browser,
}) => {
  const leader = await openAs(browser, 'lanhdao')
  const [wall, board] = await Promise.all(
    ['/campaigns/1/wall/__data.json', '/api/campaigns/1/board'].map(async (address) => {
      const response = await leader.request.get(address)
      return response.text()
    }),
  )
  expect(wall).toContain('finishedEver')
  expect(wall).not.toContain('directives')
  expect(wall?.length).toBeLessThan((board?.length ?? 0) / 2)
  await leader.context().close()
})

test('whom a campaign is not for gets no wall of it', async ({ browser }) => {
  const leader = await openAs(browser, 'lanhdao')
  expect((await leader.request.get('/campaigns/999999/wall')).status()).toBe(404)
  await leader.context().close()
  const nobody = await browser.newContext()
  const response = await nobody.request.get('/campaigns/1/wall', { maxRedirects: 0 })
  expect(response.headers()['location']).toContain('/login')
  await nobody.close()
})

test('Esc leads from the wall to the board', async ({ browser }) => {
  const leader = await openAs(browser, 'lanhdao', television)
  await leader.goto('/campaigns/1/wall')
  await isLive(leader)
  await leader.keyboard.press('Escape')
  await expect(leader).toHaveURL(/\/campaigns\/1$/)
  await leader.context().close()
})
