import { expect, type Locator, type Page, test } from '@playwright/test'
import {
  assignAs,
  createCampaignAs,
  dayIn,
  markDoneAs,
  openCampaignAs,
  unique,
  unitIdOf,
} from '../support/in-campaign.ts'
import { lineOf } from '../support/line.ts'
import { laptop, openAs, phone, television } from '../support/sign-in.ts'

// Several people sign in, one after the other.
test.describe.configure({ timeout: 120_000 })

/** A campaign of one day, today, with one piece of work each for Mường Tè and Sìn Hồ, due at its end. */
async function campaignOfToday(coordinator: Page): Promise<{ campaignId: number; work: number[] }> {
  const today = dayIn(0)
  const campaignId = await openCampaignAs(coordinator, 'Đợt thử', {
    startsOn: today,
    endsOn: today,
    peakDays: [today],
    postTarget: 10,
  })
  const unitIds = [await unitIdOf(coordinator, 'Mường Tè'), await unitIdOf(coordinator, 'Sìn Hồ')]
  const dueAt = Date.parse(`${today}T23:59:00+07:00`)
  return {
    campaignId,
    work: await assignAs(coordinator, { campaignId, title: 'Lễ phát động', unitIds, dueAt }),
  }
}

/** Waits until the wall says that it is live; gives the place where it says so. */
async function isLive(page: Page): Promise<Locator> {
  const chip = page.locator('header').getByRole('status')
  await expect(chip).toHaveText('Trực tiếp', { timeout: 20_000 })
  return chip
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
  const title = unique('Trao quà')
  await markDoneAs(officer, { campaignId, assignmentId: work[0] ?? 0, title })

  await expect(done.getByText('+1')).toBeVisible()
  await expect(done.getByText('Mường Tè')).toBeVisible()
  await expect(done.getByRole('link', { name: '1 trên 2' })).toBeVisible()
  await expect(leader.getByRole('region', { name: 'Mới đăng' })).toContainText(title)
  await expect(leader.getByRole('row', { name: /Mường Tè/ })).toContainText('1/1')
  // The chip leaves, the figure stays.
  await expect(done.getByText('+1')).toBeHidden({ timeout: 8_000 })
  for (const page of [coordinator, leader, officer]) await page.context().close()
})

test('11.2 11.3 a wall that loses its network says since when, and catches up by itself', async ({
  browser,
}) => {
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
  await markDoneAs(officer, { campaignId, assignmentId: work[0] ?? 0, title: 'Đăng lúc mất mạng' })
  const done = leader.getByRole('article').filter({ hasText: 'Việc hôm nay đã xong' })
  await expect(done.getByRole('link', { name: '0 trên 2' })).toBeVisible()

  await line.mend()
  await leader.context().setOffline(false)
  await expect(chip).toHaveText('Trực tiếp', { timeout: 20_000 })
  await expect(done.getByRole('link', { name: '1 trên 2' })).toBeVisible()
  for (const page of [coordinator, leader, officer]) await page.context().close()
})

test('11.2 11.3 a wall that hears nothing for a minute says as of when it is, to the second', async ({
  browser,
}) => {
  const leader = await openAs(browser, 'lanhdao', television)
  const line = await lineOf(leader)
  await leader.clock.install()
  await leader.goto('/campaigns/1/wall')
  const chip = await isLive(leader)

  await line.cut()
  await expect(chip).toHaveText(/Mất kết nối từ \d\d:\d\d:\d\d, đang nối lại/)
  await leader.clock.fastForward(61_000)
  await expect(chip).toHaveText(/Bản lúc \d\d:\d\d:\d\d/)

  await line.mend()
  await leader.clock.fastForward(10_000)
  await expect(chip).toHaveText('Trực tiếp', { timeout: 20_000 })
  await leader.context().close()
})

test('a campaign without posts and a day without work say so, and no figure is made up', async ({
  browser,
}) => {
  const page = await openAs(browser, 'dieuphoi', television)
  const later = { startsOn: '2050-01-10', endsOn: '2050-01-20' }
  await page.goto(`/campaigns/${await createCampaignAs(page, 'Đợt sau', later)}/wall`)
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
  for (const size of [television, laptop, phone]) {
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

test('11.2 a television that lost its line says since when, and still the whole name of the campaign', async ({
  browser,
}) => {
  const leader = await openAs(browser, 'lanhdao', television)
  const line = await lineOf(leader)
  await leader.goto('/campaigns/1/wall')
  const chip = await isLive(leader)
  await line.cut()
  await expect(chip).toContainText('Mất kết nối từ')
  const name = leader.getByRole('heading', { level: 1 })
  expect(await name.evaluate((shown) => shown.scrollWidth - shown.clientWidth)).toBe(0)
  await leader.context().close()
})

test('10.4 11.2 a reminder pressed on a wall that nobody hears says that it waits, and goes out once somebody does', async ({
  browser,
}) => {
  const coordinator = await openAs(browser, 'dieuphoi')
  const campaignId = await openCampaignAs(coordinator, 'Đợt nhắc từ màn hình')
  const unitIds = [await unitIdOf(coordinator, 'Mường Tè')]
  await assignAs(coordinator, { campaignId, title: 'Tin trễ', unitIds, dueAt: Date.now() - 3_600_000 })
  const leader = await openAs(browser, 'lanhdao', phone)
  const line = await lineOf(leader)
  await leader.goto(`/campaigns/${campaignId}/wall`)
  await isLive(leader)
  let sent = 0
  await leader.route('**/api/commands', (route) => (++sent > 1 ? route.continue() : undefined))
  await leader.getByRole('button', { name: 'Nhắc' }).click()
  await expect(leader.getByText('Đã giữ trên máy này, có mạng sẽ tự gửi')).toBeVisible({ timeout: 10_000 })
  await line.cut()
  await line.mend()
  await isLive(leader)
  await expect(leader.getByText('Đã nhắc', { exact: false })).toBeVisible({ timeout: 8_000 })
  expect(sent).toBe(2)
  for (const page of [leader, coordinator]) await page.context().close()
})
