import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { launchOptions } from './tests/support/browser.ts'

// Workers read this file again: what it decides once has to travel in the environment.
const port = (process.env['E2E_PORT'] ??= String(20_000 + (process.pid % 10_000)))
const dataDir = (process.env['E2E_DATA_DIR'] ??= join(tmpdir(), `cao-diem-e2e-${port}`))

/** A server with the sample that runs already, such as `npm run dev -- --mode demo`: for working on a test. */
const running = process.env['E2E_URL']

/** The built server with the sample federation, on a port and data of its own. */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results',
  forbidOnly: true,
  workers: 1,
  timeout: 60_000,
  use: {
    baseURL: running ?? `http://localhost:${port}`,
    launchOptions,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    // Every step, without the page at each: keeping that takes a tenth of what all tests compute. What a page showed when
    // its test failed is told beside the trace; `--trace on` keeps it all.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
  },
  webServer: running
    ? undefined
    : {
        command: 'exec node src/cli/demo.ts --quiet',
        url: `http://localhost:${port}/readyz`,
        env: {
          PORT: port,
          DATA_DIR: dataDir,
          LOG_LEVEL: 'warn',
          HOST: '127.0.0.1',
          ORIGIN: '',
          DATABASE_URL: '',
        },
        gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
        timeout: 60_000,
      },
})
