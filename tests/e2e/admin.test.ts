import { type Browser, expect as expectNow, type Page, test } from '@playwright/test'
import { isLive } from '../support/by-hand.ts'
import { openAs, phone, signIn } from '../support/sign-in.ts'

/** Two and three browsers at once on one machine: what is waited for comes, though not always in five seconds. */
const expect = expectNow.configure({ timeout: 20_000 })
test.setTimeout(120_000)

const password = 'hoa ban nở trắng rừng'

/** Letters no earlier run of these tests has used. */
function fresh(): string {
  return Math.random().toString(36).slice(2, 8)
}

/** Before a page is live, forms work without script, and without toasts. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await isLive(page)
}

/** An administrator invites somebody as an officer of Than Uyên; gives the link that is shown once. */
async function invite(admin: Page, { name, login }: { name: string; login: string }): Promise<string> {
  await open(admin, '/admin/people')
  await admin.getByRole('link', { name: 'Mời người dùng' }).click()
  const panel = admin.getByRole('complementary', { name: 'Mời người dùng' })
  await panel.getByLabel('Họ và tên').fill(name)
  await panel.getByLabel('Số điện thoại hoặc email').fill(login)
  await panel.getByLabel('Làm việc ở: Lọc danh sách đơn vị').fill('ldld huyen than uyen')
  await expect(panel.getByLabel('Làm việc ở', { exact: true }).locator('option:checked')).toContainText(
    'Than Uyên',
  )
  await panel.getByRole('button', { name: 'Mời và lấy đường dẫn' }).click()
  const link = admin.getByLabel('Đường dẫn dùng một lần')
  await expect(link).toHaveValue(/\/invite\/[\w-]{43}$/)
  return link.inputValue()
}

/** A browser nobody has used yet. */
async function newBrowser(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage()
}

async function choosePassword(guest: Page, link: string): Promise<void> {
  await guest.goto(link)
  await guest.getByLabel('Mật khẩu mới', { exact: true }).fill(password)
  await guest.getByRole('button', { name: 'Lưu mật khẩu và vào bảng' }).click()
  await guest.waitForURL((url) => !url.pathname.startsWith('/invite'))
}

test('somebody invited opens the link once, chooses a password and signs in with it', async ({ browser }) => {
  const login = `moi-${fresh()}@example.vn`
  const admin = await openAs(browser, 'quantri')
  const link = await invite(admin, { name: 'Quàng Thị Mới', login })

  const guest = await newBrowser(browser)
  await choosePassword(guest, link)
  await guest.goto('/me')
  await expect(guest.getByRole('heading', { name: 'Quàng Thị Mới' })).toBeVisible()

  const late = await newBrowser(browser)
  await late.goto(link)
  await expect(late.getByRole('heading', { name: 'Đường dẫn này không còn dùng được' })).toBeVisible()
  await signIn(late, login.toUpperCase(), password)

  for (const page of [admin, guest, late]) await page.context().close()
})

test('who gets a new role is signed out at once, wherever they are', async ({ browser }) => {
  const login = `quyen-${fresh()}@example.vn`
  const admin = await openAs(browser, 'quantri')
  const officer = await newBrowser(browser)
  await choosePassword(officer, await invite(admin, { name: `Lường Văn ${login.slice(6, 12)}`, login }))
  await open(officer, '/me')

  const panel = admin.getByRole('complementary')
  await panel.getByRole('link', { name: 'Xong' }).click()
  await panel.getByText('Thêm quyền').first().click()
  await panel.getByLabel('Đơn vị: Lọc danh sách đơn vị').fill('than uyen')
  await panel.getByRole('radio', { name: /lãnh đạo/ }).check()
  await panel.getByRole('button', { name: 'Thêm quyền' }).click()
  await expect(admin.getByText('Họ phải đăng nhập lại').first()).toBeVisible()

  // What is still on the screen is told by its age.
  await expect(officer.getByText(/Bạn đã ra khỏi hệ thống.* Bản lúc \d\d:\d\d:\d\d\./)).toBeVisible()
  await officer.goto('/me')
  await expect(officer).toHaveURL(/\/login\?next=/)

  for (const page of [admin, officer]) await page.context().close()
})

test('the last role of a person is refused in words, and stays', async ({ browser }) => {
  const login = `cuoi-${fresh()}@example.vn`
  const admin = await openAs(browser, 'quantri')
  await invite(admin, { name: 'Tao Thị Cuối', login })
  await admin.getByRole('button', { name: /^Bỏ quyền cán bộ đơn vị ở LĐLĐ huyện Than Uyên/ }).click()
  await expect(admin.getByRole('alert')).toContainText('Đây là quyền cuối cùng của người này')
  await admin.context().close()
})

test('a units file with a bad row shows what it will do, does the rest, and nothing the second time', async ({
  browser,
}) => {
  const code = `LC-${fresh()}`.toUpperCase()
  const csv = [
    'Mã;Tên;Loại;Mã đơn vị cấp trên;Số đoàn viên',
    `${code};CĐCS Trường Mầm non ${code};;LC-MT;31`,
    `${code}-9;CĐCS Trường không cấp trên;;LC-KHONG-CO;20`,
    'LC-B1;Ban Tuyên giáo – Nữ công;;;',
  ].join('\r\n')
  const file = { name: 'don-vi.csv', mimeType: 'text/csv', buffer: Buffer.from('\ufeff' + csv) }
  const admin = await openAs(browser, 'quantri')

  const read = async () => {
    await admin.goto('/admin/units/import')
    await expect(admin.getByText('Thả tệp vào đây hoặc bấm để chọn')).toBeVisible()
    await admin.getByLabel('Tệp Excel (.xlsx) hoặc CSV').setInputFiles(file)
    await expect(admin.getByText(file.name)).toBeVisible()
    await admin.getByRole('button', { name: 'Xem trước' }).click()
  }
  await read()
  await expect(admin.getByText('1 đơn vị mới')).toBeVisible()
  await expect(admin.getByText('1 dòng lỗi')).toBeVisible()
  const bad = admin.getByRole('row').filter({ hasText: `${code}-9` })
  await expect(bad).toContainText('Mã đơn vị cấp trên: Không có đơn vị nào mang mã “LC-KHONG-CO”')
  await admin.getByRole('button', { name: 'Áp dụng 1 dòng' }).click()
  await expect(admin.getByText('Đã thêm 1 và sửa 0 đơn vị')).toBeVisible()

  await admin.goto(`/admin/units?q=${code}`)
  await expect(admin.getByRole('link', { name: `CĐCS Trường Mầm non ${code}` })).toBeVisible()
  await expect(admin.getByRole('link', { name: 'LĐLĐ huyện Mường Tè' })).toBeVisible()
  await expect(admin.getByRole('link', { name: 'LĐLĐ huyện Sìn Hồ' })).toBeHidden()

  await read()
  await expect(admin.getByText('Tệp này không đổi gì')).toBeVisible()
  await admin.context().close()
})

test('changing the password on one device signs the others out', async ({ browser }) => {
  const login = `doi-${fresh()}@example.vn`
  const admin = await openAs(browser, 'quantri')
  const laptop = await newBrowser(browser)
  await choosePassword(laptop, await invite(admin, { name: 'Lò Văn Đổi', login }))
  const phone = await newBrowser(browser)
  await signIn(phone, login, password)
  await open(phone, '/me')

  await open(laptop, '/me')
  await laptop.getByLabel('Mật khẩu hiện nay', { exact: true }).fill('không phải mật khẩu này')
  await laptop.getByLabel('Mật khẩu mới', { exact: true }).fill('sương mù trên đỉnh Pu Ta Leng')
  await laptop.getByRole('button', { name: 'Đổi mật khẩu' }).click()
  await expect(laptop.getByRole('alert')).toContainText('Mật khẩu hiện nay chưa đúng')
  await laptop.getByLabel('Mật khẩu hiện nay', { exact: true }).fill(password)
  await laptop.getByRole('button', { name: 'Đổi mật khẩu' }).click()
  await expect(laptop.getByText('Đã đổi mật khẩu').first()).toBeVisible()

  await expect(phone.getByText('Bạn đã ra khỏi hệ thống')).toBeVisible()
  await laptop.reload()
  await expect(laptop.getByRole('heading', { name: 'Lò Văn Đổi' })).toBeVisible()

  for (const page of [admin, laptop, phone]) await page.context().close()
})

test('what another administrator changes arrives beside what is being typed, and takes nothing away', async ({
  browser,
}) => {
  const one = await openAs(browser, 'quantri')
  const other = await openAs(browser, 'quantri')
  const name = `CĐCS Thử ${fresh()}`
  await open(one, '/admin/units?do=add')
  await one.getByLabel('Tên đầy đủ').fill(name)
  await one.getByLabel('Tên ngắn', { exact: true }).fill('Thử')
  await one.getByLabel('Mã đơn vị').fill(`T-${fresh()}`)
  await one.getByLabel('Đơn vị cấp trên: Lọc danh sách đơn vị').fill('tam duong')
  await one.getByRole('button', { name: 'Thêm đơn vị' }).click()
  await expect(one.getByText(`Đã thêm ${name}`)).toBeVisible()

  for (const page of [one, other]) {
    await open(page, `/admin/units?q=${encodeURIComponent(name)}`)
    await page.getByRole('link', { name }).click()
    await page.getByRole('link', { name: 'Sửa thông tin' }).click()
  }
  await one.getByLabel('Tên ngắn', { exact: true }).fill('Thử một')
  await other.getByLabel('Số đoàn viên').fill('77')
  await other.getByRole('button', { name: 'Lưu' }).click()
  await expect(other.getByText(`Đã lưu ${name}`)).toBeVisible()

  await expect(one.getByLabel('Số đoàn viên')).toHaveValue('77')
  await expect(one.getByLabel('Tên ngắn', { exact: true })).toHaveValue('Thử một')
  await one.getByRole('button', { name: 'Lưu' }).click()
  await expect(one.getByText(`Đã lưu ${name}`)).toBeVisible()
  await expect(one.getByRole('complementary')).toContainText('Thử một')

  for (const page of [one, other]) await page.context().close()
})

test('a page taken by another unit is refused with that unit’s name, and the list of those without a page shrinks', async ({
  browser,
}) => {
  const admin = await openAs(browser, 'quantri')
  await open(admin, '/admin/channels?view=missing')
  const line = admin.getByRole('listitem').filter({ hasText: 'đoàn viên' }).first()
  const unit = (await line.locator('b').textContent()) ?? ''
  await line.getByRole('link', { name: 'Thêm Fanpage' }).click()
  const panel = admin.getByRole('complementary', { name: 'Thêm kênh' })
  await panel.getByLabel('Địa chỉ').fill('facebook.com/congdoanlaichau.mau')
  await panel.getByRole('button', { name: 'Thêm kênh' }).click()
  await expect(panel.getByRole('alert')).toContainText('đã là của LĐLĐ tỉnh Lai Châu')

  await panel.getByLabel('Địa chỉ').fill(`https://m.facebook.com/cdcs.${fresh()}`)
  await expect(panel.getByText('Nhận ra: Facebook')).toBeVisible()
  await panel.getByRole('button', { name: 'Thêm kênh' }).click()
  await expect(admin.getByText('Đã thêm kênh')).toBeVisible()
  await expect(admin.getByRole('listitem').getByText(unit, { exact: true })).toHaveCount(0)
  await admin.context().close()
})

test('Escape does not drop what was typed in a panel without asking', async ({ browser }) => {
  const admin = await openAs(browser, 'quantri')
  await open(admin, '/admin/units')
  await admin.getByRole('link', { name: 'Thêm đơn vị' }).click()
  const panel = admin.getByRole('complementary', { name: 'Thêm đơn vị' })
  const question = admin.getByRole('dialog', { name: 'Bỏ những gì vừa gõ?' })
  await panel.getByLabel('Tên đầy đủ').fill('CĐCS Gõ dở')

  await admin.keyboard.press('Escape')
  await question.getByRole('button', { name: 'Gõ tiếp' }).click()
  await expect(panel.getByLabel('Tên đầy đủ')).toHaveValue('CĐCS Gõ dở')

  await admin.keyboard.press('Escape')
  await question.getByRole('button', { name: 'Bỏ và đóng' }).click()
  await expect(panel).toHaveCount(0)

  await admin.getByRole('link', { name: 'Thêm đơn vị' }).click()
  await expect(panel).toBeVisible()
  await admin.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await admin.context().close()
})

test('on a phone a finger anywhere on a person’s card opens it, and beside a unit’s name too', async ({
  browser,
}) => {
  const admin = await openAs(browser, 'quantri', phone)
  await open(admin, '/admin/people')
  const card = admin.locator('tr').filter({ hasText: 'Lò Văn Thành' })
  // Forced: the link that lies over the words is what is meant to be pressed.
  await card.getByText('LĐLĐ huyện Mường Tè').click({ force: true })
  await expect(admin.getByRole('complementary', { name: 'Lò Văn Thành' })).toBeVisible()

  await open(admin, '/admin/units')
  await admin.getByText('LC-MT', { exact: true }).click({ force: true })
  await expect(admin.getByRole('complementary', { name: 'LĐLĐ huyện Mường Tè' })).toBeVisible()
  await admin.context().close()
})

test('who administers nothing finds no administration', async ({ browser }) => {
  const page = await openAs(browser, 'dieuphoi')
  const answer = await page.goto('/admin/people')
  expect(answer?.status()).toBe(403)
  await expect(page.getByRole('heading', { name: 'Bạn chưa có quyền xem phần này' })).toBeVisible()
  expect((await page.request.get('/admin/units/file.csv')).status()).toBe(403)
  await page.context().close()
})

test.describe('without JavaScript', () => {
  test('a unit is added and changed, and a person invited', async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await signIn(page, 'quantri')

    const name = `CĐCS Không mạng ${fresh()}`
    await page.goto('/admin/units?do=add')
    await page.getByLabel('Tên đầy đủ').fill(name)
    await page.getByLabel('Tên ngắn', { exact: true }).fill('Không mạng')
    await page.getByLabel('Mã đơn vị', { exact: true }).fill('LC')
    await page
      .getByLabel('Đơn vị cấp trên', { exact: true })
      .selectOption({ label: '\u2003LĐLĐ huyện Sìn Hồ (LC-SH)' })
    await page.getByRole('button', { name: 'Thêm đơn vị' }).click()
    await expect(page.getByRole('alert')).toContainText('Mã đơn vị LC đã có')
    await expect(page.getByLabel('Tên đầy đủ')).toHaveValue(name)
    await page.getByLabel('Mã đơn vị', { exact: true }).fill(`K-${fresh()}`)
    await page.getByRole('button', { name: 'Thêm đơn vị' }).click()
    await page.waitForURL(/\/admin\/units$/)
    await page.goto(`/admin/units?q=${encodeURIComponent(name)}`)
    await expect(page.getByRole('link', { name })).toBeVisible()

    await page.goto('/admin/people?do=invite')
    await page.getByLabel('Họ và tên').fill('Vàng Thị Giấy')
    await page.getByLabel('Số điện thoại hoặc email').fill(`giay-${fresh()}@example.vn`)
    await page
      .getByLabel('Làm việc ở', { exact: true })
      .selectOption({ label: '\u2003LĐLĐ huyện Sìn Hồ (LC-SH)' })
    await page.getByRole('button', { name: 'Mời và lấy đường dẫn' }).click()
    await expect(page.getByRole('textbox', { name: 'Đường dẫn dùng một lần' })).toHaveValue(
      /\/invite\/[\w-]{43}$/,
    )
    await context.close()
  })
})
