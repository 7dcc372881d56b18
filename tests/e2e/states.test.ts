import { globSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { isLive } from '../support/by-hand.ts'
import { assignAs, openCampaignAs, sendAs, unitIdOf } from '../support/in-campaign.ts'
import { lineOf } from '../support/line.ts'
import { openAs, phone, readIn, type SamplePerson, signInAs, television } from '../support/sign-in.ts'

// Every screen in every state, one after the other.
test.describe.configure({ timeout: 300_000 })

/** Who sees which screen, by the name of its route: with the sample's campaign and an import of it. */
const screens: Record<string, SamplePerson> = {
  '/campaigns/[id]': 'dieuphoi',
  '/campaigns/[id]/plan': 'dieuphoi',
  '/campaigns/[id]/posts': 'dieuphoi',
  '/campaigns/[id]/imports': 'dieuphoi',
  '/campaigns/[id]/change': 'dieuphoi',
  '/campaigns/[id]/close': 'dieuphoi',
  '/campaigns/[id]/wall': 'dieuphoi',
  '/campaigns': 'dieuphoi',
  '/campaigns/new': 'dieuphoi',
  '/me': 'dieuphoi',
  '/tasks': 'muongte',
  '/admin/units': 'quantri',
  '/admin/units/import': 'quantri',
  '/admin/people': 'quantri',
  '/admin/channels': 'quantri',
}
/** Before anybody is signed in there is nothing to hear; one file's page asks by itself how far it is. */
const apart = ['/login', '/setup/[token]', '/invite/[token]', '/campaigns/[id]/imports/[importId]']

test('11.2 every screen is known here, so that none can forget to say how true it is', () => {
  const routes = globSync('src/routes/**/+page*.svelte').map((file) =>
    file.replace(/^src\/routes/, '').replace(/\/\+page[^/]*$/, ''),
  )
  expect(routes.sort()).toEqual([...Object.keys(screens), ...apart].sort())
})

const said = {
  vi: {
    live: /^Trực tiếp/,
    reconnecting: /^(Đang nối lại|Mất kết nối(, đang nối lại| từ \d\d:\d\d:\d\d))/,
    stale: /^Bản lúc \d\d:\d\d/,
    offline: /^(Không có mạng|Mất mạng từ \d\d:\d\d:\d\d)/,
    age: /^Số liệu lúc \d\d:\d\d:\d\d/,
  },
  en: {
    live: /^Live/,
    reconnecting: /^(Reconnecting|Connection lost(, reconnecting| at \d\d:\d\d:\d\d))/,
    stale: /^As of \d\d:\d\d/,
    offline: /^No network/,
    age: /^Figures of \d\d:\d\d:\d\d/,
  },
}

for (const [locale, size] of [
  ['vi', phone],
  ['en', television],
] as const) {
  test(`11.2 11.3 every screen says live, reconnecting, stale or offline (${locale}, ${size.width} wide)`, async ({
    browser,
    baseURL: origin = '',
  }) => {
    for (const person of new Set(Object.values(screens))) {
      const page = await openAs(browser, person, size)
      await readIn(page, locale, origin)
      const line = await lineOf(page)
      await page.clock.install()
      for (const [route, who] of Object.entries(screens)) {
        if (who !== person) continue
        await line.mend()
        await page.goto(route.replace('[id]', '1'))
        await says(page, route, said[locale].live)
        await line.cut()
        await says(page, route, said[locale].reconnecting)
        await page.clock.fastForward(61_000)
        await says(page, route, said[locale].stale)
        await page.context().setOffline(true)
        await says(page, route, said[locale].offline)
        // A wall says the time in the same words; everywhere else a line does.
        if (!route.endsWith('/wall')) await says(page, route, said[locale].age)
        await page.context().setOffline(false)
      }
      await page.context().close()
    }
  })
}

async function says(page: Page, route: string, words: RegExp): Promise<void> {
  const visible = page.locator('[role=status]:visible').filter({ hasText: /\S/ })
  await expect
    .poll(async () => (await visible.allInnerTexts()).some((text) => words.test(text.trim())), {
      message: `${route} says ${words}`,
      timeout: 20_000,
    })
    .toBe(true)
}

test('8.1 11.1 whoever is signed out in the middle, goes on and signs in again is live again', async ({
  browser,
}) => {
  const page = await signInAs(browser, 'sinho')
  await page.goto('/campaigns')
  await isLive(page)
  await page.evaluate(() => fetch('/logout', { method: 'POST', redirect: 'manual' }))
  await expect(page.getByText('Đã ra khỏi hệ thống').first()).toBeVisible()
  // Not by the button that says so: by a link of the page, which leads to the same form.
  await page.evaluate(() => document.querySelector<HTMLElement>('a[href="/tasks"]')?.click())
  await page.waitForURL(/\/login\?next=/)
  await page.getByLabel('Số điện thoại hoặc email').fill('sinho')
  await page.getByLabel('Mật khẩu', { exact: true }).fill('caodiem-mau')
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.waitForURL(/\/tasks$/)
  await isLive(page)
  await page.context().close()
})

test('11.2 10.4 offline a screen says how much waits on this device, until it is sent', async ({
  browser,
}) => {
  const coordinator = await openAs(browser, 'dieuphoi', phone)
  const campaignId = await openCampaignAs(coordinator, 'Đợt mất sóng')
  const unitIds = [await unitIdOf(coordinator, 'Mường Tè')]
  await assignAs(coordinator, { campaignId, title: 'Tin trễ', unitIds, dueAt: Date.now() - 3_600_000 })
  await coordinator.goto(`/campaigns/${campaignId}`)
  await isLive(coordinator)
  await coordinator.context().setOffline(true)
  await coordinator.getByRole('button', { name: /^Nhắc/ }).first().click()
  const chip = coordinator.locator('.connection')
  await expect(chip).toContainText('Không có mạng')
  await expect(chip).toContainText('1 việc chờ gửi')
  await expect(coordinator.getByRole('group', { name: 'Cần chú ý' })).toContainText('Chờ gửi')
  // The name of the campaign is read beside it, not letter by letter.
  const title = coordinator.getByRole('heading', { level: 1 })
  expect((await title.boundingBox())?.width).toBeGreaterThan(120)
  await coordinator.context().setOffline(false)
  await expect(chip).not.toContainText('chờ gửi', { timeout: 40_000 })
  await coordinator.context().close()
})

test('11.2 a phone’s head stays as high as it was when the line goes, and the words stand below it', async ({
  browser,
}) => {
  for (const [person, address] of [
    ['dieuphoi', '/campaigns/1'],
    ['dieuphoi', '/campaigns/1/posts'],
    ['dieuphoi', '/me'],
    ['muongte', '/tasks'],
  ] as const) {
    const page = await openAs(browser, person, phone)
    await page.goto(address)
    await isLive(page)
    const head = page.locator('header > .line').first()
    const height = (await head.boundingBox())?.height
    await page.context().setOffline(true)
    const line = page.getByRole('status').filter({ hasText: 'vẫn xem và bấm được' })
    await expect(line.getByText('Không có mạng')).toBeVisible()
    expect((await head.boundingBox())?.height, address).toBe(height)
    await page.context().close()
  }
})

test('the rail calls every place in full what its page is called', async ({
  browser,
  baseURL: origin = '',
}) => {
  const page = await openAs(browser, 'dieuphoi')
  for (const locale of ['vi', 'en']) {
    await readIn(page, locale, origin)
    await page.goto('/campaigns')
    const open = page.locator('nav.rail [aria-current=page]')
    await expect(open).toHaveText((await page.getByRole('heading', { level: 1 }).textContent()) ?? '')
    const rooms = await page.locator('nav.rail a > span').evaluateAll((names) =>
      names.map((name) => {
        const [word, rail] = [name, name.closest('nav')].map((one) => one?.getBoundingClientRect().width ?? 0)
        return (rail ?? 0) - (word ?? 0)
      }),
    )
    expect(rooms.length).toBeGreaterThan(4)
    expect(Math.min(...rooms)).toBeGreaterThan(2)
  }
  await page.context().close()
})

test('11.4 what was refused after it had waited stays in sight on the board, also in a new tab, until it is put away', async ({
  browser,
}) => {
  const coordinator = await openAs(browser, 'dieuphoi', phone)
  const campaignId = await openCampaignAs(coordinator, 'Đợt bị từ chối')
  const unitIds = [await unitIdOf(coordinator, 'Mường Tè')]
  await assignAs(coordinator, { campaignId, title: 'Tin bị từ chối', unitIds, dueAt: Date.now() - 3_600_000 })
  await coordinator.goto(`/campaigns/${campaignId}`)
  await isLive(coordinator)
  await coordinator.context().setOffline(true)
  await coordinator.getByRole('button', { name: /^Nhắc/ }).first().click()
  await expect(coordinator.locator('.connection')).toContainText('1 việc chờ gửi')
  const colleague = await openAs(browser, 'dieuphoi')
  await sendAs(colleague, { kind: 'closeCampaign', campaignId })
  await colleague.context().close()
  await coordinator.context().setOffline(false)

  const line = coordinator.getByRole('status').filter({ hasText: '1 việc chưa gửi được' })
  await expect(line).toBeVisible({ timeout: 40_000 })
  const later = await coordinator.context().newPage()
  await coordinator.close()
  await later.goto(`/campaigns/${campaignId}/plan`)
  await later.getByRole('status').filter({ hasText: '1 việc chưa gửi được' }).getByRole('button').click()
  const dialog = later.getByRole('dialog')
  await expect(dialog).toContainText('Nhắc: Tin bị từ chối, Mường Tè')
  await expect(dialog).toContainText('đã kết thúc')
  await dialog.getByRole('button', { name: 'Bỏ' }).click()
  await dialog.getByRole('button', { name: 'Đóng' }).last().click()
  await expect(later.getByText('1 việc chưa gửi được')).toHaveCount(0)
  await later.context().close()
})

test('11.2 while nobody answers a list is not asked for, and a step leaves the screen as it is and says so', async ({
  browser,
}) => {
  const leader = await openAs(browser, 'lanhdao', phone)
  const line = await lineOf(leader)
  await leader.clock.install()
  await leader.goto('/campaigns')
  await isLive(leader)
  await line.cut()
  await leader.route(/__data\.json|readyz/, (route) => route.abort())
  await leader.clock.fastForward(61_000)
  await says(leader, '/campaigns', said.vi.stale)
  await leader.locator('nav.bar a[href$="/plan"]').click()
  await expect(leader.getByText('trang này giữ nguyên')).toBeVisible()
  await expect(leader).toHaveURL(/\/campaigns$/)
  await leader.unroute(/__data\.json|readyz/)
  await leader.locator('nav.bar a[href$="/wall"]').click()
  await leader.waitForURL(/\/wall$/)
  await leader.route(/__data\.json|readyz/, (route) => route.abort())
  await leader.keyboard.press('Escape')
  await expect(leader.getByText('trang này giữ nguyên')).toHaveCount(2)
  await expect(leader).toHaveURL(/\/wall$/)
  // The browser's own button is a step like any other.
  const back = () => leader.evaluate(() => history.back())
  await back()
  await expect(leader.getByText('trang này giữ nguyên')).toHaveCount(3)
  await expect(leader).toHaveURL(/\/wall$/)
  await leader.unroute(/__data\.json|readyz/)
  await back()
  await expect(leader).toHaveURL(/\/campaigns$/)
  await expect(leader.getByRole('heading', { level: 1, name: 'Chiến dịch' })).toBeVisible()
  await leader.context().close()
})

test('10.4 what waits goes out as soon as the server is heard again', async ({ browser }) => {
  const coordinator = await openAs(browser, 'dieuphoi')
  const line = await lineOf(coordinator)
  const campaignId = await openCampaignAs(coordinator, 'Đợt máy chủ tắt')
  const unitIds = [await unitIdOf(coordinator, 'Mường Tè')]
  await assignAs(coordinator, { campaignId, title: 'Tin chờ', unitIds, dueAt: Date.now() - 3_600_000 })
  await coordinator.clock.install()
  await coordinator.goto(`/campaigns/${campaignId}`)
  await isLive(coordinator)
  let tries = 0
  await coordinator.route('**/api/commands', (route) => {
    tries += 1
    return route.abort()
  })
  await line.cut()
  await coordinator.getByRole('button', { name: /^Nhắc/ }).first().click()
  // Each try is twice as far from the one before: the next is half a minute away.
  for (const before of [1, 2, 3, 4, 5, 6]) {
    await expect.poll(() => tries).toBeGreaterThanOrEqual(before)
    if (before < 6) await coordinator.clock.fastForward(2 ** (before - 1) * 1_000 + 500)
  }
  await coordinator.unroute('**/api/commands')
  await line.mend()
  await isLive(coordinator)
  await expect(coordinator.locator('.connection')).not.toContainText('chờ gửi', { timeout: 8_000 })
  await coordinator.context().close()
})

test('10.4 what went out into silence goes out again as soon as the server is heard, not when it is given up', async ({
  browser,
}) => {
  const coordinator = await openAs(browser, 'dieuphoi')
  const line = await lineOf(coordinator)
  const campaignId = await openCampaignAs(coordinator, 'Đợt máy chủ im')
  const unitIds = [await unitIdOf(coordinator, 'Mường Tè')]
  await assignAs(coordinator, { campaignId, title: 'Tin im', unitIds, dueAt: Date.now() - 3_600_000 })
  await coordinator.goto(`/campaigns/${campaignId}`)
  await isLive(coordinator)
  const ids: unknown[] = []
  await coordinator.route('**/api/commands', (route) => {
    ids.push((route.request().postDataJSON() as { id: unknown }).id)
    return ids.length > 1 ? route.continue() : undefined
  })
  await coordinator.getByRole('button', { name: /^Nhắc/ }).first().click()
  await expect.poll(() => ids.length).toBe(1)
  await coordinator.waitForTimeout(2_500)
  await line.cut()
  await line.mend()
  await isLive(coordinator)
  await expect.poll(() => ids.length, { timeout: 8_000 }).toBe(2)
  expect(ids[1]).toBe(ids[0])
  await expect(coordinator.locator('.connection')).not.toContainText('chờ gửi')
  await coordinator.context().close()
})

test('a page that the server could not give asks by itself, and is there once the server is', async ({
  browser,
}) => {
  const leader = await openAs(browser, 'lanhdao')
  await leader.clock.install()
  await leader.goto('/campaigns')
  await isLive(leader)
  const away = { type: 'error', error: { message: 'unavailable', code: 'unavailable' }, status: 503 }
  let isAway = true
  await leader.route(/\/posts\/__data\.json/, async (route) => {
    if (!isAway) return route.continue()
    const [data = ''] = (await (await route.fetch()).text()).split('\n')
    const { nodes } = JSON.parse(data) as { nodes: unknown[] }
    await route.fulfill({ json: { type: 'data', nodes: [...nodes.slice(0, -1), away] } })
  })
  await leader.route('**/readyz', (route) =>
    isAway ? route.fulfill({ status: 503, json: {} }) : route.continue(),
  )
  await leader.evaluate(() => Object.assign(globalThis, { isOldPage: true }))
  await leader.locator('nav a[href$="/posts"]:visible').click()
  const said = leader.getByRole('heading', { name: 'Máy chủ chưa trả lời' })
  await expect(said).toBeVisible()
  const asked = leader.waitForRequest('**/readyz')
  await leader.clock.fastForward(5_500)
  await asked
  // Loaded anew too early it would be the browser's own page.
  await leader.clock.fastForward(11_000)
  expect(await leader.evaluate(() => 'isOldPage' in globalThis)).toBe(true)
  await expect(said).toBeVisible()
  isAway = false
  await leader.clock.fastForward(5_500)
  await expect(leader.getByRole('heading', { level: 1, name: 'Bài đăng' })).toBeVisible()
  await expect(leader).toHaveURL(/\/posts$/)
  await leader.context().close()
})
