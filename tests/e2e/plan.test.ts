import { type Browser, expect, type Page, test } from '@playwright/test'
import { addEvent, createCampaign, isLive } from '../support/by-hand.ts'
import { dayIn, unique } from '../support/in-campaign.ts'
import { openAs, withoutScript } from '../support/sign-in.ts'

/** A campaign of this test's own, two weeks from now; gives its address. */
function newCampaign(page: Page, name: string): Promise<string> {
  return createCampaign(page, { name, startsOn: dayIn(14), endsOn: dayIn(24) })
}

async function addCoverage(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: 'Thêm hạng mục' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Thêm hạng mục' })
  await dialog.getByLabel('Cần đăng gì').fill(title)
  await dialog.getByRole('button', { name: 'Thêm hạng mục' }).click()
  await expect(lineOf(page, title)).toBeVisible()
  await expect(dialog).toBeHidden()
}

function lineOf(page: Page, title: string) {
  return page.getByRole('listitem').filter({ has: page.getByText(title, { exact: true }) })
}

async function openPlan(browser: Browser, home: string): Promise<Page> {
  const page = await openAs(browser, 'dieuphoi')
  await page.goto(`${home}/plan`)
  await isLive(page)
  return page
}

test('a campaign is created, planned, assigned and opened, and a second coordinator sees it happen', async ({
  browser,
}) => {
  const page = await openAs(browser, 'dieuphoi')
  const name = unique('Đại hội')
  const home = await newCampaign(page, name)
  await expect(page.getByText('12/KH-LĐLĐ')).toBeVisible()
  const other = await openPlan(browser, home)

  await addEvent(page, 'Lễ khai mạc')
  await expect(other.getByRole('heading', { name: 'Lễ khai mạc' })).toBeVisible()
  await addEvent(page, 'Lễ bế mạc')
  await addCoverage(page, 'Tin khai mạc')
  await addCoverage(page, 'Ảnh khai mạc')
  await expect(lineOf(other, 'Ảnh khai mạc')).toBeVisible()
  await expect(lineOf(other, 'Tin khai mạc')).toContainText('Chưa giao cho ai')

  await page.getByLabel('Chọn mọi hạng mục của Lễ khai mạc').check()
  await page.getByRole('button', { name: 'Giao 2 hạng mục' }).click()
  const dialog = page.getByRole('dialog', { name: 'Giao việc' })
  await dialog.getByRole('checkbox', { name: /huyện Mường Tè/ }).check()
  await dialog.getByRole('checkbox', { name: /huyện Sìn Hồ/ }).check()
  await dialog.getByRole('button', { name: /Giao cho 2 đơn vị/ }).click()
  await expect(lineOf(other, 'Tin khai mạc')).toContainText('2 đơn vị, 0 xong')
  await expect(lineOf(page, 'Ảnh khai mạc')).toContainText('2 đơn vị, 0 xong')

  await page.getByRole('button', { name: 'Dòng thời gian' }).click()
  await expect(page.getByRole('link', { name: /^Tin khai mạc.*2 đơn vị, 0 xong/ })).toBeVisible()

  await page.getByRole('button', { name: 'Mở chiến dịch' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Mở ngay' }).click()
  await expect(other.getByText('Đang mở')).toBeVisible()
  await expect(other.getByRole('button', { name: 'Mở chiến dịch' })).toBeHidden()

  await other.goto('/campaigns')
  await isLive(other)
  await other.getByRole('searchbox').fill(name.toLowerCase().replace('đại hội', 'dai hoi'))
  await expect(other.getByRole('link', { name })).toContainText('0/4')
  await page.context().close()
  await other.context().close()
})

test('a list of campaigns follows those that are created meanwhile', async ({ browser }) => {
  const watching = await openAs(browser, 'lanhdao')
  await watching.goto('/campaigns')
  await isLive(watching)
  const page = await openAs(browser, 'dieuphoi')
  const name = unique('Ngày thành lập')
  await newCampaign(page, name)
  await expect(watching.getByRole('link', { name })).toBeVisible()
  await expect(watching.getByRole('link', { name: 'Tạo chiến dịch' })).toBeHidden()
  await page.context().close()
  await watching.context().close()
})

test('a refused campaign keeps all that was typed and says what to do; a reload keeps it too', async ({
  browser,
}) => {
  const page = await openAs(browser, 'dieuphoi')
  const name = unique('Tháng Công nhân')
  await page.goto('/campaigns/new')
  await isLive(page)
  await page.getByLabel('Tên', { exact: true }).fill(name)
  await page.getByLabel('Ngày bắt đầu').fill('2031-05-01')
  await page.getByLabel('Ngày kết thúc').fill('2031-05-31')
  await page.locator('[name="peak.2031-05-19"]').check({ force: true })
  await page.getByRole('button', { name: 'Thêm văn bản' }).click()
  await page.getByLabel('Số, ký hiệu').nth(1).fill('34/HD-LĐLĐ')
  await page.getByLabel('Ngày kết thúc').fill('2031-04-30')
  await page.getByRole('button', { name: 'Tạo chiến dịch' }).click()
  await expect(page.getByRole('alert')).toContainText('Ngày kết thúc trước ngày bắt đầu')
  await expect(page.getByLabel('Tên', { exact: true })).toHaveValue(name)

  await page.reload()
  await expect(page.getByText('Bản đang điền dở đã được mở lại.')).toBeVisible()
  await expect(page.getByLabel('Số, ký hiệu').nth(1)).toHaveValue('34/HD-LĐLĐ')
  await page.getByLabel('Ngày kết thúc').fill('2031-05-31')
  await expect(page.locator('[name="peak.2031-05-19"]')).toBeChecked()
  await page.getByRole('button', { name: 'Tạo chiến dịch' }).click()
  await page.waitForURL(/\/plan$/)

  await page.goto('/campaigns/new')
  await isLive(page)
  await expect(page.getByLabel('Tên', { exact: true })).toHaveValue('')
  await page.context().close()
})

test('what was typed in an open form stays while somebody else changes the same event', async ({
  browser,
}) => {
  const page = await openAs(browser, 'dieuphoi')
  const home = await newCampaign(page, unique('Đợt phát động'))
  await addEvent(page, 'Hội thao')
  const other = await openPlan(browser, home)

  const menu = (who: Page) => who.getByRole('button', { name: 'Làm gì với Hội thao' })
  await menu(page).click()
  await page.getByRole('link', { name: 'Sửa sự kiện' }).click()
  const mine = page.getByRole('dialog', { name: 'Sửa sự kiện' })
  await mine.getByLabel('Tên sự kiện').fill('Hội thao công nhân')

  await menu(other).click()
  await other.getByRole('link', { name: 'Sửa sự kiện' }).click()
  const theirs = other.getByRole('dialog', { name: 'Sửa sự kiện' })
  await theirs.getByLabel('Tên sự kiện').fill('Hội khoẻ')
  await theirs.getByLabel('Nơi tổ chức').fill('Sân vận động')
  await theirs.getByRole('button', { name: 'Lưu' }).click()
  await expect(theirs).toBeHidden()

  await expect(mine.getByRole('status')).toContainText('Tên sự kiện: Hội khoẻ')
  await expect(mine.getByLabel('Tên sự kiện')).toHaveValue('Hội thao công nhân')
  await expect(mine.getByLabel('Nơi tổ chức')).toHaveValue('Sân vận động')
  await mine.getByRole('button', { name: 'Lưu' }).click()
  await expect(other.getByRole('heading', { name: 'Hội thao công nhân' })).toBeVisible()
  await expect(other.getByText('Sân vận động')).toBeVisible()
  await page.context().close()
  await other.context().close()
})

test('a form closed by accident is as it was when it is opened again', async ({ browser }) => {
  const page = await openAs(browser, 'dieuphoi')
  await newCampaign(page, unique('Lỡ tay'))
  const dialog = page.getByRole('dialog', { name: 'Thêm sự kiện' })
  await page.getByRole('link', { name: 'Thêm sự kiện' }).first().click()
  await dialog.getByLabel('Tên sự kiện').fill('Lễ ra quân')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.getByRole('link', { name: 'Thêm sự kiện' }).first().click()
  await expect(dialog.getByLabel('Tên sự kiện')).toHaveValue('Lễ ra quân')
  await dialog.getByRole('link', { name: 'Thôi' }).click()
  await page.getByRole('link', { name: 'Thêm sự kiện' }).first().click()
  await expect(dialog.getByLabel('Tên sự kiện')).toHaveValue('')
  await page.context().close()
})

test('a campaign is changed while another coordinator has it open, and directives come and go', async ({
  browser,
}) => {
  const page = await openAs(browser, 'dieuphoi')
  const home = await newCampaign(page, unique('Sửa'))
  await page.goto(`${home}/change`)
  await isLive(page)
  const other = await openAs(browser, 'dieuphoi')
  await other.goto(`${home}/change`)
  await isLive(other)

  await page.getByLabel('Chỉ tiêu bài đăng').fill('1.200')
  await other.getByLabel('Tên', { exact: true }).fill('Tên mới của người kia')
  await other.getByRole('button', { name: 'Lưu' }).first().click()
  await expect(page.getByLabel('Tên', { exact: true })).toHaveValue('Tên mới của người kia')
  await expect(page.getByLabel('Chỉ tiêu bài đăng')).toHaveValue('1.200')
  await page.getByRole('button', { name: 'Lưu' }).first().click()
  await expect(other.getByLabel('Chỉ tiêu bài đăng')).toHaveValue('1200')

  await page.getByText('Thêm văn bản').click()
  await page.getByLabel('Số, ký hiệu').fill('56/QĐ-LĐLĐ')
  await page.locator('#directives').getByRole('button', { name: 'Lưu' }).click()
  await expect(other.getByText('56/QĐ-LĐLĐ')).toBeVisible()
  await page.getByRole('button', { name: 'Xoá văn bản 56/QĐ-LĐLĐ' }).click()
  await expect(other.getByText('56/QĐ-LĐLĐ')).toBeHidden()
  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  await expect(other.getByText('56/QĐ-LĐLĐ')).toBeVisible()
  await page.context().close()
  await other.context().close()
})

test('an event that is used stays and says why; a coverage nobody has goes and comes back', async ({
  browser,
}) => {
  const page = await openAs(browser, 'dieuphoi')
  await newCampaign(page, unique('Kỷ niệm'))
  await addEvent(page, 'Mít tinh')
  await addCoverage(page, 'Tin mít tinh')

  await page.getByRole('button', { name: 'Làm gì với Mít tinh' }).click()
  await page.getByRole('button', { name: 'Xoá sự kiện' }).click()
  await expect(page.getByText('Sự kiện còn hạng mục. Xoá hoặc chuyển các hạng mục trước.')).toBeVisible()

  await page.getByRole('button', { name: 'Làm gì với Tin mít tinh' }).click()
  await page.getByRole('button', { name: 'Xoá hạng mục' }).click()
  await expect(lineOf(page, 'Tin mít tinh')).toBeHidden()
  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  await expect(lineOf(page, 'Tin mít tinh')).toBeVisible()
  await page.context().close()
})

test('a leader reads the plan, has nothing to change it with, and is refused', async ({ browser }) => {
  const page = await openAs(browser, 'dieuphoi')
  const home = await newCampaign(page, unique('Chỉ đọc'))
  await addEvent(page, 'Toạ đàm')

  const leader = await openAs(browser, 'lanhdao')
  await leader.goto(`${home}/plan`)
  await isLive(leader)
  await expect(leader.getByRole('heading', { name: 'Toạ đàm' })).toBeVisible()
  for (const name of ['Thêm sự kiện', 'Sửa chiến dịch', 'Thêm hạng mục']) {
    await expect(leader.getByRole('link', { name })).toHaveCount(0)
  }
  await expect(leader.getByRole('button', { name: /Làm gì với/ })).toHaveCount(0)
  await expect(leader.getByRole('button', { name: 'Giao việc' })).toHaveCount(0)

  const origin = new URL(leader.url()).origin
  const post = (path: string, form: Record<string, string>) =>
    leader.request.post(path, { form, headers: { origin, accept: 'text/html' }, maxRedirects: 0 })
  const commandId = crypto.randomUUID()
  const added = await post(`${home}/plan?/addEvent`, { commandId, name: 'Lén', startsAt: '2031-05-01T08:00' })
  expect(added.status()).toBe(403)
  for (const action of ['open', 'close']) {
    expect((await post(`${home}/change?/${action}`, { commandId })).status()).toBe(403)
  }
  const created = await post('/campaigns/new?/create', {
    commandId,
    campaignKind: 'other',
    name: 'Lén',
    startsOn: '2031-05-01',
    endsOn: '2031-05-02',
    unitId: '1',
  })
  expect(created.status()).toBe(403)
  await page.context().close()
  await leader.context().close()
})

test('closing says what is still open and ends all changes', async ({ browser }) => {
  const page = await openAs(browser, 'dieuphoi')
  const home = await newCampaign(page, unique('Sắp hết'))
  await addEvent(page, 'Bế mạc')
  await page.goto(`${home}/close`)
  await isLive(page)
  await expect(page.getByText('Mọi việc đã xong và đã xác nhận.')).toBeVisible()
  await page.getByRole('button', { name: 'Kết thúc, giữ số liệu này' }).click()
  await page.waitForURL(new RegExp(`${home}$`))
  await page.goto(`${home}/plan`)
  await expect(page.getByText('Đã kết thúc')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Thêm sự kiện' })).toHaveCount(0)
  await page.context().close()
})

test('without JavaScript a campaign is created and planned, and a refusal gives back what was typed', async ({
  browser,
}) => {
  const signedIn = await openAs(browser, 'dieuphoi')
  const page = await withoutScript(browser, signedIn)
  await signedIn.context().close()
  await page.goto('/campaigns/new')
  await page.getByLabel('Tên', { exact: true }).fill('Không máy')
  await page.getByLabel('Ngày bắt đầu').fill('2031-05-01')
  await page.getByLabel('Ngày kết thúc').fill('2031-05-05')
  await page.getByRole('button', { name: 'Hiện lịch để chọn ngày cao điểm' }).click()
  await page.locator('[name="peak.2031-05-02"]').check({ force: true })
  await page.getByLabel('Ngày kết thúc').fill('2031-04-05')
  await page.getByRole('button', { name: 'Tạo chiến dịch' }).click()
  await expect(page.getByRole('alert')).toContainText('Ngày kết thúc trước ngày bắt đầu')
  await expect(page.getByLabel('Tên', { exact: true })).toHaveValue('Không máy')
  await expect(page.locator('[name="peak.2031-05-02"]')).toBeChecked()
  await page.getByLabel('Ngày kết thúc').fill('2031-05-05')
  await page.getByRole('button', { name: 'Tạo chiến dịch' }).click()
  await page.waitForURL(/\/plan$/)

  await page.getByRole('link', { name: 'Thêm sự kiện' }).first().click()
  await page.getByLabel('Tên sự kiện').fill('Họp báo')
  await page.getByLabel('Bắt đầu').fill('2031-05-02T08:00')
  await page.getByLabel('Kết thúc').fill('2031-05-02T07:00')
  await page.getByRole('button', { name: 'Thêm sự kiện' }).click()
  await expect(page.getByRole('alert')).toContainText('Giờ kết thúc trước giờ bắt đầu')
  await expect(page.getByLabel('Tên sự kiện')).toHaveValue('Họp báo')
  await page.getByLabel('Kết thúc').fill('2031-05-02T09:00')
  await page.getByRole('button', { name: 'Thêm sự kiện' }).click()
  await expect(page.getByRole('heading', { name: 'Họp báo' })).toBeVisible()
  await page.context().close()
})
