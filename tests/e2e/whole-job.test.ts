import { expect, type Page, test } from '@playwright/test'
import sharp from 'sharp'
import { addEvent, createCampaign, isLive, unfold } from '../support/by-hand.ts'
import { dayIn, exportedPost, freshPostId, unique } from '../support/in-campaign.ts'
import { metaFile } from '../support/meta-export.ts'
import { openAs, phone, television } from '../support/sign-in.ts'

const today = dayIn(0)
/** Today's work whatever the hour, never due before the test is over. */
const due = `${today}T23:59`

/** Other tests give the same units work too. */
const news = unique('Tin phát động')
const notice = unique('Bảng tin')

test('the whole job: planned by the coordinator, done by units on their phones, counted from a file, watched by the leader', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const coordinator = await openAs(browser, 'dieuphoi')
  const home = await createCampaign(coordinator, {
    name: unique('Tháng Công nhân'),
    startsOn: today,
    endsOn: dayIn(7),
  })
  await addEvent(coordinator, 'Lễ phát động')
  await addCoverage(coordinator, { title: news, content: 'news', channel: 'fanpage' })
  await addCoverage(coordinator, { title: notice, content: 'infographic', channel: 'bulletin' })
  await coordinator.getByRole('button', { name: 'Mở chiến dịch' }).click()
  await coordinator.getByRole('dialog').getByRole('button', { name: 'Mở ngay' }).click()
  await expect(coordinator.getByText('Đang mở')).toBeVisible()

  const leader = await openAs(browser, 'lanhdao', television)
  await leader.goto(`${home}/wall`)
  await isLive(leader)
  const muongTe = await openAs(browser, 'muongte', phone)
  await muongTe.goto('/tasks')
  await isLive(muongTe)

  await test.step('two coverages go to two units in one action, and are on their phones at once', async () => {
    await coordinator.getByLabel('Chọn mọi hạng mục của Lễ phát động').check()
    await coordinator.getByRole('button', { name: 'Giao 2 hạng mục' }).click()
    const dialog = coordinator.getByRole('dialog', { name: 'Giao việc' })
    await dialog.getByRole('checkbox', { name: /huyện Mường Tè/ }).check()
    await dialog.getByRole('checkbox', { name: /huyện Sìn Hồ/ }).check()
    await dialog.getByRole('button', { name: /Giao cho 2 đơn vị/ }).click()
    await expect(cardOf(muongTe, news)).toBeVisible()
    await expect(cardOf(muongTe, notice)).toBeVisible()
    await expect(workOf(leader, '0 trên 4')).toBeVisible()
  })

  await coordinator.goto(`${home}?view=all`)
  await isLive(coordinator)
  const postId = freshPostId()

  await test.step('a pasted link and Done: the coordinator and the leader see it without reloading', async () => {
    const card = await unfold(muongTe, news)
    const link = `https://m.facebook.com/congdoanmuongte.mau/posts/${postId}?mibextid=x&fbclid=IwAR0`
    await card.getByLabel('Dán đường dẫn bài đăng').fill(link)
    await expect(card.getByText('Đúng kênh, đúng đơn vị')).toBeVisible()
    await card.getByRole('button', { name: 'Báo xong' }).click()
    await expect(cell(coordinator, `Mường Tè, ${news}`, 'Chờ xác nhận')).toBeVisible()
    await expect(workOf(leader, '1 trên 4')).toBeVisible()
    await expect(figure(leader, 'Bài đăng hôm nay')).toHaveText('1')
  })

  await test.step('where there is no link a photo is the evidence', async () => {
    const card = await unfold(muongTe, notice)
    const [chooser] = await Promise.all([
      muongTe.waitForEvent('filechooser'),
      card.getByText('Ảnh minh chứng').click(),
    ])
    await chooser.setFiles({ name: 'bang-tin.png', mimeType: 'image/png', buffer: await aPhoto() })
    await card.getByRole('button', { name: 'Báo xong' }).click()
    await expect(cell(coordinator, `Mường Tè, ${notice}`, 'Chờ xác nhận')).toBeVisible()
    await expect(workOf(leader, '2 trên 4')).toBeVisible()
  })

  await test.step('work is returned with a reason, which is read on the phone, mended and verified', async () => {
    await cell(coordinator, `Mường Tè, ${notice}`, 'Chờ xác nhận').click()
    const drawer = coordinator.getByRole('complementary', { name: 'Chi tiết việc' })
    await expect(drawer.getByRole('img').first()).toBeVisible()
    await coordinator.keyboard.press('r')
    const dialog = coordinator.getByRole('dialog', { name: 'Trả lại việc' })
    await dialog.getByLabel('Lý do').fill('Ảnh mờ, chụp lại giúp')
    await dialog.getByRole('button', { name: 'Trả lại' }).click()
    await expect(workOf(leader, '1 trên 4')).toBeVisible()
    const card = await unfold(muongTe, notice)
    await expect(card).toContainText('Ảnh mờ, chụp lại giúp')
    await card.getByRole('button', { name: 'Báo xong' }).click()
    await expect(drawer.getByRole('button', { name: 'Xác nhận' })).toBeEnabled()
    await coordinator.keyboard.press('v')
    await expect(cell(coordinator, `Mường Tè, ${notice}`, 'Đã xác nhận')).toBeVisible()
  })

  await test.step('a unit that has done nothing is reminded by the leader, and the officer sees it', async () => {
    const sinHo = await openAs(browser, 'sinho', phone)
    await sinHo.goto('/tasks')
    await isLive(sinHo)
    await leader.goto(`${home}?view=all`)
    await isLive(leader)
    await cell(leader, `Sìn Hồ, ${news}`, 'Đã giao').click()
    await leader.keyboard.press('n')
    await expect(cardOf(sinHo, news)).toContainText('đã nhắc')
    await leader.goto(`${home}/wall`)
    await isLive(leader)
    await sinHo.context().close()
  })

  await test.step('the page’s export brings counts, and a post that fulfils Sìn Hồ’s work', async () => {
    await coordinator.goto(`${home}/imports`)
    await isLive(coordinator)
    // After the work was given; the file tells minutes only.
    const publishedAt = Date.now() + 120_000
    const file = await metaFile([
      exportedPost({ login: 'muongte', title: 'Mường Tè phát động', postId, reactions: 128, publishedAt }),
      exportedPost({ login: 'sinho', title: 'Sìn Hồ phát động', reactions: 30, publishedAt }),
    ])
    const name = 'thong-ke.csv'
    const buffer = Buffer.from(file)
    await coordinator.getByLabel('Chọn tệp').setInputFiles({ name, mimeType: 'text/csv', buffer })
    await coordinator.getByRole('button', { name: 'Ghi 2 bài vào bảng' }).click()
    await expect(coordinator.getByText('Đã ghi vào bảng')).toBeVisible()
  })

  await test.step('the leader’s numbers are those of what happened', async () => {
    await expect(workOf(leader, '3 trên 4')).toBeVisible()
    await expect(figure(leader, 'Bài đăng hôm nay')).toHaveText('2')
    // 128 and 30 likes, 3 comments and 2 shares each.
    await expect(figure(leader, 'Tương tác hôm nay')).toHaveText('168')
    await expect(leader.getByRole('row', { name: /Mường Tè/ })).toContainText('2/2')
    await expect(leader.getByRole('row', { name: /Sìn Hồ/ })).toContainText('1/2')
  })
  for (const page of [coordinator, leader, muongTe]) await page.context().close()
})

async function addCoverage(
  page: Page,
  { title, content, channel }: { title: string; content: string; channel: string },
): Promise<void> {
  await page.getByRole('link', { name: 'Thêm hạng mục' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Thêm hạng mục' })
  await dialog.getByLabel('Cần đăng gì').fill(title)
  await dialog.locator(`[name=contentType][value=${content}]`).check({ force: true })
  await dialog.locator(`[name=channelKind][value=${channel}]`).check({ force: true })
  await dialog.getByLabel('Hạn', { exact: true }).fill(due)
  await dialog.getByRole('button', { name: 'Thêm hạng mục' }).click()
  await expect(dialog).toBeHidden()
}

/** On the officer's list. */
function cardOf(page: Page, title: string) {
  return page.getByRole('article', { name: title })
}

function cell(page: Page, what: string, status: string) {
  return page.getByRole('button', { name: new RegExp(`${what}: ${status},`) })
}

/** Today's work on the wall, as it is read aloud. */
function workOf(page: Page, said: string) {
  return page.getByRole('article').getByRole('link', { name: said, exact: true })
}

/** The large figure of a wall's panel, as it is read aloud: the rolling digits beside it are all there at once. */
function figure(page: Page, heading: string) {
  return page.getByRole('article').filter({ hasText: heading }).locator('.count .visually-hidden').first()
}

function aPhoto(): Promise<Buffer> {
  return sharp({ create: { width: 640, height: 480, channels: 3, background: '#1d6f42' } })
    .png()
    .toBuffer()
}
