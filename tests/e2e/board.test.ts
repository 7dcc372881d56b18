import { type Browser, expect, type Page, test } from '@playwright/test'
import { isLive } from '../support/by-hand.ts'
import {
  assignAs,
  createCampaignAs,
  dayIn,
  markDoneAs,
  openCampaignAs,
  sendAs,
  unitIdOf,
} from '../support/in-campaign.ts'
import { openAs, phone, readIn, type SamplePerson, withoutScript } from '../support/sign-in.ts'

type Staged = { home: string; campaignId: number; ids: { muongTe: number; sinHo: number } }

/** A campaign of this test's own: a news item asked of Mường Tè, who has done it, and of Sìn Hồ, who has not. */
async function staged(browser: Browser, coordinator: Page): Promise<Staged> {
  const campaignId = await openCampaignAs(coordinator, 'Bảng thử')
  const unitIds = [await unitIdOf(coordinator, 'Mường Tè'), await unitIdOf(coordinator, 'Sìn Hồ')]
  const work = await assignAs(coordinator, { campaignId, title: 'Tin lễ phát động', unitIds })
  const [muongTe = 0, sinHo = 0] = work
  const staff = await openAs(browser, 'muongte')
  await markDoneAs(staff, { campaignId, assignmentId: muongTe, title: 'Mường Tè phát động' })
  await staff.context().close()
  return { home: `/campaigns/${campaignId}`, campaignId, ids: { muongTe, sinHo } }
}

async function openBoard(browser: Browser, person: SamplePerson, address: string) {
  const page = await openAs(browser, person)
  await look(page, address)
  return page
}

async function look(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await isLive(page)
}

const cell = (page: Page, unit: string, status: string) =>
  page.getByRole('button', { name: new RegExp(`${unit}.*: ${status},`) })

test('what the coordinator verifies, a leader sees at once, with filter, search and drawer as they were', async ({
  browser,
}) => {
  const coordinator = await openAs(browser, 'dieuphoi')
  const { home, ids } = await staged(browser, coordinator)
  const leader = await openBoard(browser, 'lanhdao', `${home}?open=${ids.sinHo}&find=tin&view=all`)
  await look(coordinator, `${home}?view=all`)

  await cell(coordinator, 'Mường Tè', 'Chờ xác nhận').click()
  const drawer = coordinator.getByRole('complementary', { name: 'Chi tiết việc' })
  await expect(drawer.getByRole('link', { name: 'Mường Tè phát động' })).toBeVisible()
  await coordinator.keyboard.press('v')

  await expect(cell(leader, 'Mường Tè', 'Đã xác nhận')).toBeVisible()
  expect(new URL(leader.url()).search).toBe(`?view=all&find=tin&open=${ids.sinHo}`)
  await expect(leader.getByRole('searchbox')).toHaveValue('tin')
  await expect(leader.getByRole('complementary', { name: 'Chi tiết việc' })).toContainText('Sìn Hồ')
  await expect(drawer).toContainText('xác nhận')

  await coordinator.getByRole('button', { name: 'Hoàn tác' }).click()
  await expect(cell(leader, 'Mường Tè', 'Chờ xác nhận')).toBeVisible()
  await leader.context().close()
  await coordinator.context().close()
})

test('work is returned with a reason, which the unit reads on its own board', async ({ browser }) => {
  const coordinator = await openAs(browser, 'dieuphoi')
  const { home, ids } = await staged(browser, coordinator)
  const staff = await openBoard(browser, 'muongte', `${home}?view=all&open=${ids.muongTe}`)
  const drawer = staff.getByRole('complementary', { name: 'Chi tiết việc' })
  await expect(drawer).toContainText('Mường Tè')
  await expect(drawer.getByRole('button', { name: 'Xác nhận' })).toHaveCount(0)
  await look(coordinator, `${home}?view=all&open=${ids.muongTe}`)

  await coordinator.keyboard.press('r')
  const dialog = coordinator.getByRole('dialog', { name: 'Trả lại việc' })
  await dialog.getByRole('button', { name: 'Trả lại' }).click()
  await expect(dialog).toContainText('Chưa có lý do')
  await dialog.getByLabel('Lý do').fill('Thiếu ảnh người thật, việc thật')
  await dialog.getByRole('button', { name: 'Trả lại' }).click()
  await expect(dialog).toBeHidden()

  await expect(drawer.getByText('Thiếu ảnh người thật, việc thật').first()).toBeVisible()
  await expect(drawer.getByRole('link', { name: 'Báo xong' })).toBeVisible()
  await staff.context().close()
  await coordinator.context().close()
})

test('a reason being typed stays when a second coordinator is quicker', async ({ browser }) => {
  const coordinator = await openAs(browser, 'dieuphoi')
  const { home, campaignId, ids } = await staged(browser, coordinator)
  await look(coordinator, `${home}?view=waiting&open=${ids.muongTe}`)
  await coordinator.keyboard.press('r')
  const dialog = coordinator.getByRole('dialog', { name: 'Trả lại việc' })
  await dialog.getByLabel('Lý do').fill('Thiếu ảnh')

  const second = await openAs(browser, 'dieuphoi')
  await sendAs(second, { kind: 'verify', campaignId, assignmentIds: [ids.muongTe] })

  await expect(dialog).toContainText('nay là “Đã xác nhận”')
  await expect(dialog.getByLabel('Lý do')).toHaveValue('Thiếu ảnh')
  // Verified work is outside this filter, but what is open does not vanish.
  await dialog.getByRole('button', { name: 'Thôi' }).click()
  await expect(cell(coordinator, 'Mường Tè', 'Đã xác nhận')).toBeVisible()
  await second.context().close()
  await coordinator.context().close()
})

test('a new coverage is given to several units in one action, and appears on a board that is open', async ({
  browser,
}) => {
  const coordinator = await openAs(browser, 'dieuphoi')
  const { home } = await staged(browser, coordinator)
  const leader = await openBoard(browser, 'lanhdao', `${home}?view=all`)
  await look(coordinator, `${home}?view=all`)

  await coordinator.keyboard.press('c')
  const dialog = coordinator.getByRole('dialog', { name: 'Giao việc' })
  await dialog.getByRole('button', { name: 'Hạng mục mới' }).click()
  await dialog.getByLabel('Tên hạng mục').fill('Video lễ phát động')
  await dialog.getByLabel('Loại tin bài').selectOption('video')
  await dialog.getByRole('searchbox').fill('muong te')
  await dialog.getByRole('checkbox', { name: 'LĐLĐ huyện Mường Tè' }).check()
  await dialog.getByRole('searchbox').fill('than uyen')
  await dialog.getByRole('checkbox', { name: 'LĐLĐ huyện Than Uyên' }).check()
  await dialog.getByRole('button', { name: 'Giao cho 2 đơn vị' }).click()
  await expect(dialog).toBeHidden()

  await expect(leader.getByRole('button', { name: /Than Uyên, Video lễ phát động/ })).toBeVisible()
  await expect(leader.getByRole('button', { name: /Mường Tè, Video lễ phát động/ })).toBeVisible()
  await leader.context().close()
  await coordinator.context().close()
})

test('several are selected with the keyboard, extended together, and the address brings the same board back', async ({
  browser,
}) => {
  const coordinator = await openAs(browser, 'dieuphoi')
  const { home } = await staged(browser, coordinator)
  await look(coordinator, home)

  await coordinator.getByRole('button', { name: /^Tất cả/ }).click()
  await coordinator.keyboard.press('/')
  await coordinator.keyboard.type('sin ho')
  await expect(cell(coordinator, 'Mường Tè', 'Chờ xác nhận')).toHaveCount(0)
  await cell(coordinator, 'Sìn Hồ', 'Đã giao').focus()
  await coordinator.keyboard.press('Space')
  const bar = coordinator.getByRole('toolbar', { name: 'Thao tác với việc đã chọn' })
  await expect(bar).toContainText('Đã chọn 1 việc')
  await bar.getByRole('button', { name: 'Gia hạn' }).click()
  await coordinator.getByRole('dialog', { name: 'Gia hạn' }).getByRole('button', { name: 'Gia hạn' }).click()
  await expect(coordinator.getByText('Đã gia hạn 1 việc')).toBeVisible()

  await coordinator.reload()
  await expect(coordinator.getByRole('searchbox')).toHaveValue('sin ho')
  await expect(cell(coordinator, 'Sìn Hồ', 'Đã giao')).toBeVisible()
  await expect(cell(coordinator, 'Mường Tè', 'Chờ xác nhận')).toHaveCount(0)
  await coordinator.context().close()
})

test('on a phone the board is a list by unit that opens, and never scrolls sideways', async ({ browser }) => {
  const coordinator = await openAs(browser, 'dieuphoi', phone)
  const { home } = await staged(browser, coordinator)
  await look(coordinator, `${home}?view=all`)

  await coordinator.getByRole('button', { name: /LĐLĐ huyện Mường Tè/ }).click()
  await cell(coordinator, 'Mường Tè', 'Chờ xác nhận').click()
  await coordinator.getByRole('complementary').getByRole('button', { name: 'Xác nhận' }).click()
  await coordinator.getByRole('complementary').getByRole('button', { name: 'Đóng' }).click()
  await expect(cell(coordinator, 'Mường Tè', 'Đã xác nhận')).toBeVisible()
  const overflow = await coordinator.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  await coordinator.context().close()
})

test('a campaign that is prepared says what to do next, and opens; without JavaScript the board is read', async ({
  browser,
}) => {
  const coordinator = await openAs(browser, 'dieuphoi')
  const today = dayIn(0)
  const campaignId = await createCampaignAs(coordinator, 'Đợt chuẩn bị', { startsOn: today, endsOn: today })
  await look(coordinator, `/campaigns/${campaignId}`)
  await expect(coordinator.getByText('Bảng chưa có hạng mục')).toBeVisible()
  await coordinator.getByRole('button', { name: 'Mở chiến dịch' }).click()
  await coordinator.getByRole('dialog').getByRole('button', { name: 'Mở ngay' }).click()
  await expect(coordinator.getByText('Chiến dịch đang chuẩn bị')).toBeHidden()

  const reader = await withoutScript(browser, coordinator)
  await reader.goto('/campaigns/1?view=all')
  await expect(reader.getByRole('table', { name: 'Ma trận đơn vị và hạng mục' })).toBeVisible()
  await expect(reader.getByRole('rowheader', { name: 'LĐLĐ huyện Mường Tè' })).toBeVisible()
  await reader.context().close()
  await coordinator.context().close()
})

test('with the drawer open on a laptop no column of the matrix and not the search cuts a word', async ({
  browser,
  baseURL: origin = '',
}) => {
  const page = await openAs(browser, 'dieuphoi')
  for (const locale of ['vi', 'en']) {
    await readIn(page, locale, origin)
    await page.goto('/campaigns/1')
    await page.locator('[data-cell]').first().click()
    await expect(page.getByRole('complementary')).toBeVisible()
    const heads = page.locator('thead .coverage .channel .trunc')
    await expect(heads).toHaveCount(8)
    expect(await heads.evaluateAll(cut)).toEqual([])
    const search = page.getByRole('searchbox')
    const [words, room] = await search.evaluate((field: HTMLInputElement) => {
      const { font, paddingLeft } = getComputedStyle(field)
      const pen = Object.assign(
        document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D,
        {
          font,
        },
      )
      const key = field.parentElement?.querySelector('kbd')?.getBoundingClientRect().left ?? 0
      return [
        pen.measureText(field.placeholder).width,
        key - field.getBoundingClientRect().left - parseFloat(paddingLeft),
      ]
    })
    expect(words).toBeLessThanOrEqual(room)
  }
  await page.context().close()
})

/** The words of which not all is seen. */
function cut(all: Element[]): (string | null)[] {
  return all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)
}

test('what a step on several says stands above the steps, not over them', async ({ browser }) => {
  const coordinator = await openAs(browser, 'dieuphoi')
  const { home } = await staged(browser, coordinator)
  await look(coordinator, home)
  await coordinator.getByRole('button', { name: /^Tất cả/ }).click()
  const all = coordinator.getByRole('checkbox', { name: 'Chọn mọi việc đang hiện' })
  await all.check()
  const steps = coordinator.getByRole('toolbar')
  await steps.getByRole('button', { name: /^Nhắc/ }).click()
  const said = coordinator.getByText(/^Đã nhắc/)
  await expect(said).toBeVisible()
  await all.check()
  // It rises into its place.
  await expect(async () => {
    const [toast, bar] = await Promise.all([said.locator('..').boundingBox(), steps.boundingBox()])
    expect((toast?.y ?? 0) + (toast?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0)
  }).toPass({ timeout: 5_000 })
  await coordinator.context().close()
})
