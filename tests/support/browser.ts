import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The Chromium or Chrome that browser tests run in: what is installed first, then Playwright's own. */
export function browserPath(): string | undefined {
  return [...places, chromium.executablePath()].find((path) => existsSync(path))
}

export const launchOptions = {
  executablePath: browserPath(),
  // Chromium's sandbox refuses to start as root, which is what containers run as.
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
}
