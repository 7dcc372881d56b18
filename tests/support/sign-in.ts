import type { Browser, Page } from '@playwright/test'

/** Who of the sample signs in: see `npm run demo`. */
export type SamplePerson = 'dieuphoi' | 'lanhdao' | 'quantri' | 'muongte' | 'sinho' | 'tanuyen' | 'thanuyen'

type Size = { width: number; height: number }

export const laptop: Size = { width: 1366, height: 768 }
export const phone: Size = { width: 390, height: 844 }
export const television: Size = { width: 1920, height: 1080 }

/** A browser of their own for somebody of the sample, signed in. Close its context at the end of the test. */
export async function openAs(
  browser: Browser,
  person: SamplePerson,
  viewport: Size = laptop,
  /** The server's, unless they come another way. */
  options: { baseURL?: string } = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport, ...options })
  const page = await context.newPage()
  await signIn(page, person)
  return page
}

export async function signIn(page: Page, login: string, password = 'caodiem-mau'): Promise<void> {
  await page.goto('/login')
  await page.getByLabel('Số điện thoại hoặc email').fill(login)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/login'))
}

/** The same person in a browser that runs no script. Close its context too. */
export async function withoutScript(browser: Browser, signedIn: Page): Promise<Page> {
  const context = await browser.newContext({
    viewport: signedIn.viewportSize(),
    javaScriptEnabled: false,
    storageState: await signedIn.context().storageState(),
  })
  return context.newPage()
}
