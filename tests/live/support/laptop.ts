import { execFileSync } from 'node:child_process'
import { type Browser, chromium, type Page } from '@playwright/test'
import { launchOptions } from '../../support/browser.ts'

/** A browser on a machine that can be put to sleep. */
export type Laptop = {
  /** Opens an address as whoever holds the session, and watches from then on what the page says. */
  open: (address: string, asked: Asked) => Promise<Page>
  /** Every process of the browser stands still, as they are: nothing is said to anybody. */
  sleep: () => Promise<void>
  /** They run on, and a day has passed. Gives the time at which they did. */
  wake: () => Promise<number>
  close: () => Promise<void>
}

type Asked = {
  cookie: { name: string; value: string }
  /** What the page must say to be right. */
  isRight: RegExp
}

/** What a page said from some moment on. */
export type Said = { at: number; isLive: boolean; isRight: boolean; text: string }

/** The clock of the pages is a day behind until the laptop was asleep. */
export async function openLaptop(): Promise<Laptop> {
  const server = await chromium.launchServer(launchOptions)
  const browser: Browser = await chromium.connect(server.wsEndpoint())
  const pages: Page[] = []
  const signal = (name: 'SIGSTOP' | 'SIGCONT'): void => {
    for (const pid of familyOf(server.process().pid ?? 0)) tell(pid, name)
  }
  return {
    open: async (address, { cookie, isRight }) => {
      const context = await browser.newContext({
        viewport: { width: 1366, height: 768 },
        locale: 'vi-VN',
        timezoneId: 'Asia/Ho_Chi_Minh',
      })
      await context.addCookies([{ name: cookie.name, value: cookie.value, url: new URL(address).origin }])
      await context.addInitScript(setClock)
      const page = await context.newPage()
      pages.push(page)
      await page.goto(address)
      await page.getByText('Trực tiếp', { exact: true }).first().waitFor({ timeout: 30_000 })
      await page.evaluate(watch, isRight.source)
      return page
    },
    sleep: async () => {
      // Nothing runs between the stop and the moment at which the day is over.
      const soon = Date.now() + 1_000
      for (const page of pages.filter((one) => !one.isClosed()))
        await page.evaluate((at) => Object.assign(globalThis, { dayIsOverAt: at }), soon)
      signal('SIGSTOP')
      if (Date.now() >= soon) throw new Error('the laptop fell asleep too late')
    },
    wake: () => {
      signal('SIGCONT')
      return Promise.resolve(Date.now())
    },
    close: async () => {
      signal('SIGCONT')
      await browser.close()
      await server.close()
    },
  }
}

/** What the page said after a moment, oldest first. */
export function saidAfter(page: Page, moment: number): Promise<Said[]> {
  return page.evaluate((after) => {
    const { said } = globalThis as unknown as { said: Said[] }
    return said.filter(({ at }) => at >= after)
  }, moment)
}

/** Runs in the page, before anything of its own does. */
function setClock(): void {
  const real = Date.now.bind(Date)
  const world = globalThis as unknown as { Date: DateConstructor; dayIsOverAt: number }
  world.dayIsOverAt = Infinity
  const now = (): number => (real() < world.dayIsOverAt ? real() - 86_400_000 : real())
  world.Date = new Proxy(Date, {
    construct: (target, args: [number]) => (args.length > 0 ? new target(...args) : new target(now())),
    get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
  })
}

/** Runs in the page: notes what it says whenever that changes, by a clock nobody sets. */
function watch(isRight: string): void {
  const said: Said[] = []
  Object.assign(globalThis, { said })
  const note = (): void => {
    const main = document.querySelector('main')
    const labels = [...(main?.querySelectorAll('[aria-label]') ?? [])].map((one) => one.ariaLabel)
    const text = [main?.innerText, ...labels].join(' ').replace(/\s+/g, ' ')
    const live = [...document.querySelectorAll('[role=status]')].some(
      (one) => one.textContent?.trim() === 'Trực tiếp',
    )
    const at = performance.timeOrigin + performance.now()
    said.push({ at, isLive: live, isRight: new RegExp(isRight).test(text), text })
  }
  new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true })
  setInterval(note, 100)
}

function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended meanwhile.
  }
}

/** A process and all that descend from it. */
function familyOf(ancestor: number): number[] {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  const pairs = all.map((line) => line.trim().split(/\s+/).map(Number))
  const family = [ancestor]
  for (const one of family) {
    for (const [pid, parent] of pairs) if (parent === one && pid !== undefined) family.push(pid)
  }
  return family
}
