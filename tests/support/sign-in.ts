import type { Browser, Cookie, Page } from '@playwright/test'

/** Who of the sample signs in: see `npm run demo`. */
export type SamplePerson = 'dieuphoi' | 'lanhdao' | 'quantri' | 'muongte' | 'sinho' | 'tanuyen' | 'thanuyen'

type Size = { width: number; height: number }

export const laptop: Size = { width: 1366, height: 768 }
export const phone: Size = { width: 390, height: 844 }
export const television: Size = { width: 1920, height: 1080 }

/** Of whom each process that runs tests has signed in: few tests are about that. */
const cookies = new Map<SamplePerson, Promise<Cookie[]>>()

/**
 * A browser of their own for somebody of the sample, signed in, on no page yet. Close its context at the end of the
 * test. Tests share the session: one that ends it takes signInAs.
 */
export async function openAs(browser: Browser, person: SamplePerson, viewport: Size = laptop): Promise<Page> {
  const known = cookies.get(person) ?? cookiesOf(browser, person)
  cookies.set(person, known)
  const context = await browser.newContext({ viewport })
  await context.addCookies(await known)
  return context.newPage()
}

async function cookiesOf(browser: Browser, person: SamplePerson): Promise<Cookie[]> {
  try {
    const page = await signInAs(browser, person)
    const found = await page.context().cookies()
    await page.context().close()
    return found
  } catch (error) {
    cookies.delete(person)
    throw error
  }
}

/** By the form, with a session of its own. */
export async function signInAs(
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

/** From the next page on, in this language. The origin is the server's: a form from elsewhere is refused. */
export async function readIn(page: Page, locale: string, origin: string): Promise<void> {
  await page.request.post('/preferences', { form: { locale }, headers: { origin }, maxRedirects: 0 })
}
