import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { connect } from '#lib/server/db/pool.ts'
import { runningUrl } from '#lib/server/db/running.ts'
import { hear, portOf, type ServerProcess, startServer } from '../support/server-process.ts'

let dataDir: string
const demos: ServerProcess[] = []

beforeAll(async () => {
  execFileSync('node', ['src/cli/bootstrap.cjs', '--build'], { stdio: 'ignore' })
  dataDir = await mkdtemp(join(tmpdir(), 'cao-diem-demo-'))
  // PostgreSQL may run as another user, who has to pass through this folder.
  await chmod(dataDir, 0o755)
}, 120_000)
afterEach(() => Promise.all(demos.splice(0).map(stopped)))
afterAll(() => rm(dataDir, { recursive: true, force: true }))

async function demo(...flags: string[]): Promise<ServerProcess> {
  const started = startServer({ DATA_DIR: dataDir }, ['src/cli/demo.ts', ...flags])
  demos.push(started)
  await portOf(started)
  return started
}

async function stopped({ child, ended }: ServerProcess): Promise<number | null> {
  child.kill('SIGTERM')
  return ended
}

async function head(): Promise<number> {
  const url = runningUrl(dataDir, 'cao_diem_demo')
  if (!url) throw new Error('The demo’s database is not running')
  const sql = connect(url, { max: 1 })
  try {
    const [row] = await sql<{ head: number }[]>`select head from stream where id like 'campaign:%'`
    return row?.head ?? 0
  } finally {
    await sql.end()
  }
}

/** Entries of its campaign after the demo was loaded, and after it had played for a while. */
let loaded = 0
let played = 0

test('prints the address and the logins, and plays work', async () => {
  const first = await demo('--rate', '1200')
  await hear(first, /http:\/\/localhost:\d+\n[\s\S]*dieuphoi +\S+ +coordinator/)
  loaded = await head()
  await vi.waitUntil(async () => (await head()) > loaded, { timeout: 10_000 })
  played = await head()
  expect(await stopped(first)).toBe(0)
})

test('goes on with the same data when it is started again', async () => {
  const again = await demo('--quiet')
  await hear(again, /dieuphoi/)
  expect(await head()).toBeGreaterThanOrEqual(played)
  expect(await stopped(again)).toBe(0)
})

test('begins anew where it is asked to', async () => {
  await demo('--reset', '--quiet')
  expect(await head()).toBe(loaded)
})

test('a load that was cut short is made anew', async () => {
  const started = startServer({ DATA_DIR: dataDir }, ['src/cli/demo.ts', '--reset', '--quiet'])
  demos.push(started)
  const logins = join(dataDir, 'demo-logins.json')
  await vi.waitUntil(() => !existsSync(logins), { timeout: 10_000, interval: 5 })
  started.child.kill('SIGKILL')
  await started.ended
  expect(existsSync(logins)).toBe(false)

  await demo('--quiet')
  expect(existsSync(logins)).toBe(true)
  expect(await head()).toBeGreaterThan(100)
})

test('a flag that does not exist is answered with those that do', async () => {
  const refused = startServer({ DATA_DIR: dataDir }, ['src/cli/demo.ts', '--rate', 'fast'])
  expect(await refused.ended).toBe(1)
  expect(refused.said()).toContain('--rate N')
})
