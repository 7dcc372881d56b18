import { expect, type Page, test } from '@playwright/test'
import { isLive } from '../support/by-hand.ts'
import { openAs } from '../support/sign-in.ts'

/** Opens a page, then lets the server be replaced by one of another version, as an update does. */
async function openThenUpdate(
  page: Page,
  path: string,
  /** What is done on the page before. */
  before: () => Promise<void> = async () => undefined,
): Promise<void> {
  const lines = new Set<{ close: () => Promise<void> }>()
  await page.routeWebSocket(/\/live\//, (line) => {
    line.connectToServer()
    lines.add(line)
  })
  await page.clock.install()
  await page.goto(path)
  await isLive(page)
  await before()
  await page.evaluate(() => Object.assign(globalThis, { isOldTab: true }))
  await page.route('**/_app/version.json', (route) => route.fulfill({ json: { version: 'the next one' } }))
  const asked = page.waitForResponse('**/_app/version.json')
  for (const line of lines) await line.close()
  await page.clock.fastForward(3_000)
  await asked
  await isLive(page)
}

/** While it loads there is nobody to ask. */
const isOldTab = (page: Page) => page.evaluate(() => 'isOldTab' in globalThis).catch(() => true)

test('12.1 after an update a wall that nobody touches loads itself anew', async ({ browser }) => {
  const leader = await openAs(browser, 'lanhdao')
  await openThenUpdate(leader, '/campaigns/1/wall')
  expect(await isOldTab(leader)).toBe(true)
  await leader.clock.fastForward(120_000)
  await expect.poll(() => isOldTab(leader)).toBe(false)
  await leader.context().close()
})

test('12.1 after an update the next step in an old tab loads the new version', async ({ browser }) => {
  const leader = await openAs(browser, 'lanhdao')
  await openThenUpdate(leader, '/campaigns/1')
  await leader.getByRole('link', { name: 'Bài đăng' }).first().click()
  await leader.waitForURL(/\/posts/)
  await expect.poll(() => isOldTab(leader)).toBe(false)
  await leader.context().close()
})

test('12.2 after an update a tab in which somebody has typed waits until that is done', async ({
  browser,
}) => {
  const coordinator = await openAs(browser, 'dieuphoi')
  await openThenUpdate(coordinator, '/campaigns/1/plan?add=event')
  const name = coordinator.getByLabel('Tên sự kiện')
  await name.fill('Lễ tổng kết')
  await coordinator.clock.fastForward(600_000)
  expect(await isOldTab(coordinator)).toBe(true)
  await expect(name).toHaveValue('Lễ tổng kết')
  await coordinator.context().close()
})

test('12.1 after an update a form that was opened and left empty is no reason to wait', async ({
  browser,
}) => {
  const keeper = await openAs(browser, 'quantri')
  await openThenUpdate(keeper, '/admin/people', async () => {
    await keeper.getByRole('link', { name: 'Mời người dùng' }).click()
    await expect(keeper.getByLabel('Họ và tên')).toBeVisible()
  })
  await keeper.clock.fastForward(120_000)
  await expect.poll(() => isOldTab(keeper)).toBe(false)
  await keeper.context().close()
})

test('12.2 after an update a role that somebody chose in a form is kept, and nothing is loaded', async ({
  browser,
}) => {
  const keeper = await openAs(browser, 'quantri')
  const leader = keeper.getByRole('radio', { name: /lãnh đạo/i })
  await openThenUpdate(keeper, '/admin/people', async () => {
    await keeper.getByRole('link', { name: 'Mời người dùng' }).click()
    await leader.check()
  })
  await keeper.clock.fastForward(600_000)
  expect(await isOldTab(keeper)).toBe(true)
  await expect(leader).toBeChecked()
  await keeper.context().close()
})
