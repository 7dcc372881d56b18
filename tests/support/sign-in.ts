import type { Browser, Page } from '@playwright/test'

/** Who of the sample signs in: see `npm run demo`. */
export type SamplePerson = 'dieuphoi' | 'lanhdao' | 'quantri' | 'muongte' | 'sinho' | 'tanuyen' | 'thanuyen'

/** A browser of their own for somebody of the sample, signed in. Close its context at the end of the test. */
export async function openAs(
  browser: Browser,
  person: SamplePerson,
  viewport: { width: number; height: number } = { width: 1366, height: 768 },
): Promise<Page> {
  const context = await browser.newContext({ viewport })
  const page = await context.newPage()
  await page.goto('/login')
  await page.getByLabel('Số điện thoại hoặc email').fill(person)
  await page.getByLabel('Mật khẩu', { exact: true }).fill('caodiem-mau')
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/login'))
  return page
}
