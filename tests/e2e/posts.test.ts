import { expect, type Page, test } from '@playwright/test'
import { isLive } from '../support/by-hand.ts'
import { freshPostId, openCampaignAs, reportAs, sendAs } from '../support/in-campaign.ts'
import { openAs, phone, readIn, withoutScript } from '../support/sign-in.ts'

const rowOf = (page: Page, title: string) => page.getByRole('row').filter({ hasText: title })

test('posts are found by words without marks and by a decorated link, and the address keeps it', async ({
  browser,
}) => {
  const page = await openAs(browser, 'dieuphoi')
  const campaignId = await openCampaignAs(page, 'Tìm bài')
  const postId = freshPostId()
  await reportAs(page, { campaignId, title: 'Hội thao ở San Thàng' })
  await reportAs(page, { campaignId, title: 'Trao quà cho đoàn viên', postId })
  await page.goto(`/campaigns/${campaignId}/posts`)
  await expect(rowOf(page, 'Hội thao')).toBeVisible()

  const search = page.getByRole('searchbox')
  // A key pressed before the page's script has come goes nowhere.
  await expect(async () => {
    await page.keyboard.press('/')
    await expect(search).toBeFocused({ timeout: 500 })
  }).toPass()
  await search.fill('hoi thao thang')
  await expect(rowOf(page, 'Trao quà')).toHaveCount(0)
  await expect(rowOf(page, 'Hội thao')).toBeVisible()
  await expect(search).toBeFocused()
  await expect(page).toHaveURL(/words=hoi/)
  await page.reload()
  await expect(rowOf(page, 'Hội thao')).toBeVisible()
  await expect(rowOf(page, 'Trao quà')).toHaveCount(0)

  await page.goto(
    `/campaigns/${campaignId}/posts?words=${encodeURIComponent(`https://m.facebook.com/congdoanmuongte.mau/posts/${postId}/?fbclid=abc`)}`,
  )
  await expect(rowOf(page, 'Trao quà')).toBeVisible()
  await expect(rowOf(page, 'Hội thao')).toHaveCount(0)
  await page.context().close()
})

test('without JavaScript the filter is a form, and a row leads to its details', async ({ browser }) => {
  const signedIn = await openAs(browser, 'dieuphoi')
  const campaignId = await openCampaignAs(signedIn, 'Không script')
  await reportAs(signedIn, { campaignId, title: 'Ra quân làm đường' })
  await reportAs(signedIn, { campaignId, title: 'Trồng cây' })
  const page = await withoutScript(browser, signedIn)
  await page.goto(`/campaigns/${campaignId}/posts`)
  await page.getByRole('searchbox').fill('lam duong')
  await page.getByRole('button', { name: 'Lọc' }).click()
  await expect(rowOf(page, 'Ra quân')).toBeVisible()
  await expect(rowOf(page, 'Trồng cây')).toHaveCount(0)
  await page.getByRole('link', { name: 'Ra quân làm đường', exact: true }).click()
  await expect(page.getByRole('complementary')).toContainText('LĐLĐ huyện Mường Tè')
  await page.context().close()
  await signedIn.context().close()
})

test('what others report is announced, and counts change where the row stands', async ({ browser }) => {
  const coordinator = await openAs(browser, 'dieuphoi')
  const campaignId = await openCampaignAs(coordinator, 'Bài trực tiếp')
  const staff = await openAs(browser, 'muongte')
  const first = await reportAs(staff, { campaignId, title: 'Bài thứ nhất' })
  await coordinator.goto(`/campaigns/${campaignId}/posts`)
  await isLive(coordinator)
  await expect(rowOf(coordinator, 'Bài thứ nhất')).toContainText('Chưa ai đếm')

  await reportAs(staff, { campaignId, title: 'Bài thứ hai' })
  const fresh = coordinator.getByRole('button', { name: '1 bài mới' })
  await expect(fresh).toBeVisible()
  await expect(rowOf(coordinator, 'Bài thứ hai')).toHaveCount(0)

  const counts = { reactions: 1204, comments: 5, shares: 6, views: 7 }
  await sendAs(staff, { kind: 'count', campaignId, postId: first, ...counts })
  await expect(rowOf(coordinator, 'Bài thứ nhất')).toContainText('1.204')
  await expect(rowOf(coordinator, 'Bài thứ nhất')).toContainText('nhập tay')
  await expect(coordinator.getByText('Tất cả 2 bài')).toBeVisible()

  await fresh.click()
  await expect(rowOf(coordinator, 'Bài thứ hai')).toBeVisible()
  await expect(fresh).toHaveCount(0)
  await staff.context().close()
  await coordinator.context().close()
})

test('an open post tells its counts as they come, and can be taken away by the coordinator only', async ({
  browser,
}) => {
  const coordinator = await openAs(browser, 'dieuphoi')
  const campaignId = await openCampaignAs(coordinator, 'Chi tiết bài')
  const staff = await openAs(browser, 'muongte')
  const leader = await openAs(browser, 'lanhdao')
  const postId = await reportAs(staff, { campaignId, title: 'Bài dán nhầm' })
  for (const page of [coordinator, leader]) {
    await page.goto(`/campaigns/${campaignId}/posts?open=${postId}`)
    await isLive(page)
    await expect(page.getByRole('complementary')).toContainText('Chưa ai đếm tương tác')
  }
  await sendAs(staff, { kind: 'count', campaignId, postId, reactions: 31, comments: 2, shares: 1, views: 90 })
  const details = leader.getByRole('complementary')
  await expect(details.getByRole('row').filter({ hasText: 'nhập tay' })).toContainText('31')
  await expect(details.getByRole('button', { name: 'Xoá bài' })).toHaveCount(0)

  await coordinator.getByRole('button', { name: 'Xoá bài' }).click()
  const dialog = coordinator.getByRole('dialog')
  await expect(dialog).toContainText('Bài dán nhầm')
  await dialog.getByRole('button', { name: 'Xoá bài' }).click()
  await expect(details).toContainText('vừa được xoá')
  await expect(rowOf(leader, 'Bài dán nhầm')).toContainText('đã xoá')
  for (const page of [coordinator, staff, leader]) await page.context().close()
})

test('a post of which only the link is known makes no phone scroll sideways', async ({ browser }) => {
  const page = await openAs(browser, 'dieuphoi', phone)
  const campaignId = await openCampaignAs(page, 'Bài chỉ có đường dẫn')
  await reportAs(page, { campaignId, title: '', postId: `pfbid0${'2Kx7'.repeat(12)}` })
  await page.goto(`/campaigns/${campaignId}/posts`)
  await expect(page.getByRole('listitem').filter({ hasText: 'pfbid0' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await page.context().close()
})

test('on a phone every button of an open post is within the screen, and its counts stand apart', async ({
  browser,
  baseURL: origin = '',
}) => {
  const page = await openAs(browser, 'dieuphoi', phone)
  const campaignId = await openCampaignAs(page, 'Bài trên điện thoại')
  const postId = await reportAs(page, { campaignId, title: 'Bài đếm rồi' })
  const counts = { reactions: 1140, comments: 12, shares: 7, views: 31_410 }
  await sendAs(page, { kind: 'count', campaignId, postId, ...counts })
  for (const locale of ['vi', 'en']) {
    await readIn(page, locale, origin)
    await page.goto(`/campaigns/${campaignId}/posts?open=${postId}`)
    const details = page.getByRole('complementary')
    const buttons = details.locator(':scope > footer').getByRole('button')
    await expect(buttons).toHaveCount(2)
    for (const button of await buttons.all()) {
      const box = await button.boundingBox()
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(phone.width - 14)
    }
    const gaps = await details.locator('tr').evaluateAll((rows) =>
      rows.flatMap((row) => {
        const words = [...row.children].map((cell) => {
          const range = document.createRange()
          range.selectNodeContents(cell)
          return range.getBoundingClientRect()
        })
        return words.slice(1).map((box, at) => box.left - (words[at]?.right ?? 0))
      }),
    )
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(8)
  }
  await page.context().close()
})

test('on a phone the news of posts covers no figure of the sums', async ({ browser }) => {
  const coordinator = await openAs(browser, 'dieuphoi', phone)
  const campaignId = await openCampaignAs(coordinator, 'Bài mới trên điện thoại')
  const postId = await reportAs(coordinator, { campaignId, title: 'Bài thứ nhất' })
  const counts = { reactions: 51_663, comments: 3326, shares: 2011, views: 1_163_958 }
  await sendAs(coordinator, { kind: 'count', campaignId, postId, ...counts })
  await coordinator.goto(`/campaigns/${campaignId}/posts`)
  await isLive(coordinator)
  await expect(coordinator.locator('.sums')).toContainText('lượt xem')
  await reportAs(coordinator, { campaignId, title: 'Bài thứ hai' })
  const fresh = await coordinator.getByRole('button', { name: '1 bài mới' }).boundingBox()
  for (const sum of await coordinator.locator('.sums > *').all()) {
    const box = await sum.boundingBox()
    const isBeside = (box?.x ?? 0) + (box?.width ?? 0) <= (fresh?.x ?? 0)
    const isAbove = (box?.y ?? 0) + (box?.height ?? 0) <= (fresh?.y ?? 0)
    expect(isBeside || isAbove, (await sum.textContent()) ?? '').toBe(true)
  }
  await coordinator.context().close()
})
