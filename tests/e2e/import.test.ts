import { expect, type Page, test } from '@playwright/test'
import { isLive } from '../support/by-hand.ts'
import {
  assignAs,
  exportedPost,
  freshPostId,
  openCampaignAs,
  reportAs,
  unitIdOf,
} from '../support/in-campaign.ts'
import { metaFile } from '../support/meta-export.ts'
import { openAs, withoutScript } from '../support/sign-in.ts'

async function choose(page: Page, campaignId: number, name: string, buffer: Uint8Array): Promise<void> {
  await page.goto(`/campaigns/${campaignId}/imports`)
  await isLive(page)
  await page.getByLabel('Chọn tệp').setInputFiles({
    name,
    mimeType: name.endsWith('.csv') ? 'text/csv' : 'application/octet-stream',
    buffer: Buffer.from(buffer),
  })
}

const strip = (page: Page) => page.getByRole('status').filter({ has: page.locator('h2') })

/** A campaign that asks Sìn Hồ for a news item, and a post of Mường Tè the board knows. */
async function prepared(coordinator: Page) {
  const campaignId = await openCampaignAs(coordinator, 'Nhập tệp Meta')
  const unitIds = [await unitIdOf(coordinator, 'Sìn Hồ')]
  const dueAt = Date.now() + 3_600_000
  await assignAs(coordinator, { campaignId, title: 'Tin về lễ phát động', unitIds, dueAt })
  const known = freshPostId()
  await reportAs(coordinator, { campaignId, title: 'Bài đã có', postId: known })
  return { campaignId, known }
}

test('a file is looked at, written, and moves the figures of everybody; the same file changes nothing', async ({
  browser,
}) => {
  const coordinator = await openAs(browser, 'dieuphoi')
  const { campaignId, known } = await prepared(coordinator)
  // After the assignment was given; the file tells minutes only.
  const later = Date.now() + 120_000
  const text = new TextDecoder().decode(
    await metaFile([
      exportedPost({ login: 'muongte', title: 'Bài đã có', postId: known, reactions: 4321 }),
      exportedPost({ login: 'sinho', title: 'Sìn Hồ ra quân', publishedAt: later }),
      exportedPost({ login: 'muongte', title: 'Bài tự phát', publishedAt: later }),
      exportedPost({ login: 'sinho', title: 'Năm trước', publishedAt: Date.now() - 300 * 86_400_000 }),
    ]),
  )
  const file = new TextEncoder().encode(
    `\ufeff${text}123,,Trang,Dòng hỏng,,0,hôm qua,khong-phai-link,Text,,,1,1,1,nhiều,1,1,1\r\n`,
  )
  const staff = await openAs(browser, 'muongte')
  await staff.goto(`/campaigns/${campaignId}/posts`)
  await isLive(staff)
  await expect(staff.getByRole('row').filter({ hasText: 'Bài đã có' })).toContainText('Chưa ai đếm')

  await choose(coordinator, campaignId, 'thong-ke.csv', file)
  await expect(strip(coordinator)).toContainText('Đã đọc xong')
  const tabs = coordinator.getByRole('navigation', { name: 'Dòng trong tệp' })
  await expect(tabs).toContainText(/Mới\s*2.*Cập nhật\s*1.*Lỗi\s*1.*Ngoài chiến dịch\s*1/s)
  await expect(strip(coordinator)).toContainText('1 khớp việc, 1 tự phát')
  await expect(coordinator.getByRole('row').filter({ hasText: 'Sìn Hồ ra quân' })).toContainText(
    'khớp việc “Tin về lễ phát động”',
  )
  await tabs.getByRole('link', { name: 'Lỗi' }).click()
  await expect(coordinator.getByRole('row', { name: /^6 / })).toContainText(
    'cột “Publish time” không phải ngày giờ (“hôm qua”)',
  )
  await expect(staff.getByRole('row').filter({ hasText: 'Bài đã có' })).toContainText('Chưa ai đếm')

  // Reading is done by the server: a page closed and opened again finds it.
  await coordinator.reload()
  await coordinator.getByRole('button', { name: 'Ghi 3 bài vào bảng' }).click()
  await expect(strip(coordinator)).toContainText('Đã ghi vào bảng')

  const row = staff.getByRole('row').filter({ hasText: 'Bài đã có' })
  await expect(row).toContainText('4.321')
  await expect(row).toContainText('từ tệp')
  await expect(staff.getByRole('button', { name: '2 bài mới' })).toBeVisible()
  await expect(staff.getByText(/· 3 bài ·/)).toBeVisible()

  await choose(coordinator, campaignId, 'thong-ke (1).csv', file)
  await expect(coordinator.getByRole('alert')).toContainText(/đã được Nguyễn Thị Hà nhập lúc .*\d\d:\d\d/)
  await coordinator.getByRole('link', { name: 'Xem lần nhập đó' }).click()
  await expect(strip(coordinator)).toContainText('thong-ke.csv')
  await expect(staff.getByText(/· 3 bài ·/)).toBeVisible()
  for (const page of [coordinator, staff]) await page.context().close()
})

test('a workbook with Vietnamese headers reads the same, and may be given up', async ({ browser }) => {
  const page = await openAs(browser, 'dieuphoi')
  const campaignId = await openCampaignAs(page, 'Tệp Excel')
  const posts = [
    exportedPost({ login: 'muongte', title: 'Bài trong Excel' }),
    exportedPost({ login: 'sinho', title: 'Bài thứ hai' }),
  ]
  await choose(page, campaignId, 'Thống kê.xlsx', await metaFile(posts, { locale: 'vi', format: 'xlsx' }))
  await expect(strip(page)).toContainText('Đã đọc xong')
  await expect(page.getByRole('row').filter({ hasText: 'Bài trong Excel' })).toContainText('Mường Tè')
  await page.getByRole('button', { name: 'Bỏ tệp này' }).click()
  await expect(page).toHaveURL(/\/imports$/)
  await expect(page.getByText('Chưa nhập tệp nào')).toBeVisible()
  await page.context().close()
})

test('a file that is no export says what it lacks', async ({ browser }) => {
  const page = await openAs(browser, 'dieuphoi')
  const campaignId = await openCampaignAs(page, 'Tệp lạ')
  await choose(page, campaignId, 'danh-sach.csv', new TextEncoder().encode('Họ tên,Lượt xem\nAn,5\n'))
  await expect(strip(page)).toContainText('Không nhập được')
  await expect(strip(page)).toContainText('Tệp thiếu cột: Post ID hoặc Permalink, Publish time')
  await page.getByRole('link', { name: 'Nhập tệp khác' }).click()
  await expect(page.getByLabel('Chọn tệp')).toBeAttached()
  await page.context().close()
})

test('without JavaScript a file is sent, looked at and written by plain forms', async ({ browser }) => {
  const signedIn = await openAs(browser, 'dieuphoi')
  const campaignId = await openCampaignAs(signedIn, 'Không script')
  const page = await withoutScript(browser, signedIn)
  await page.goto(`/campaigns/${campaignId}/imports`)
  const buffer = Buffer.from(await metaFile([exportedPost({ login: 'muongte', title: 'Gửi bằng biểu mẫu' })]))
  await page.getByLabel('Chọn tệp').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Đọc tệp' }).click()
  const isNow = (words: string) =>
    expect(async () => {
      await page.reload()
      await expect(strip(page)).toContainText(words, { timeout: 500 })
    }).toPass()
  await isNow('Đã đọc xong')
  await page.getByRole('button', { name: 'Ghi 1 bài vào bảng' }).click()
  await isNow('Đã ghi vào bảng')
  await page.context().close()
  await signedIn.context().close()
})

test('an officer of a unit cannot import', async ({ browser }) => {
  const staff = await openAs(browser, 'muongte')
  await staff.goto('/campaigns/1/posts')
  await expect(staff.getByRole('link', { name: 'Nhập tệp' })).toHaveCount(0)
  const answer = await staff.goto('/campaigns/1/imports')
  expect(answer?.status()).toBe(403)
  await staff.context().close()
})
