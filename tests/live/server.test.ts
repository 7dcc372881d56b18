import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { Agent, type IncomingMessage, request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, afterAll, expect, test, vi } from 'vitest'
import { commandOf } from '#lib/server/db/claim.ts'
import { connect, type Sql } from '#lib/server/db/pool.ts'
import { ensureBuilt } from '../support/built.ts'
import { freshDatabase } from '../support/database.ts'
import { addressOf, hear, type ServerProcess, startServer, statusOf } from '../support/server-process.ts'

let dataDir: string
const servers: ServerProcess[] = []

beforeAll(async () => {
  await ensureBuilt()
  dataDir = await mkdtemp(join(tmpdir(), 'cao-diem-server-'))
  // PostgreSQL may run as another user, who has to pass through this folder.
  await chmod(dataDir, 0o755)
}, 120_000)
afterEach(() => Promise.all(servers.splice(0).map(ensureStopped)))
afterAll(() => rm(dataDir, { recursive: true, force: true }))

function server(settings: Record<string, string> = {}): ServerProcess {
  const started = startServer({ DATA_DIR: dataDir, ...settings })
  servers.push(started)
  return started
}

async function ensureStopped({ child, ended }: ServerProcess): Promise<void> {
  child.kill('SIGTERM')
  await ended
}

test('starts on an empty folder, is ready, and stops cleanly on Ctrl-C with a connection open', async () => {
  const first = server()
  const address = await addressOf(first)
  expect(await statusOf(address, '/healthz')).toBe(200)
  await vi.waitUntil(async () => (await statusOf(address, '/readyz')) === 200, { timeout: 5_000 })
  expect(await (await fetch(`${address}/readyz`)).json()).toEqual({
    database: true,
    migrations: true,
    listener: true,
  })
  expect(existsSync(postmasterFile())).toBe(true)
  // npm passes on the Ctrl-C that the terminal has already sent.
  first.child.kill('SIGINT')
  first.child.kill('SIGINT')
  expect(await first.ended).toBe(0)
  expect(await statusOf(address, '/healthz')).toBeNull()
  expect(existsSync(postmasterFile())).toBe(false)
})

test('9.1 a server that stops answers what it was asked, and takes nothing more over that connection', async () => {
  const { port, origin } = new URL(await addressOf(server()))
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const form = 'login=nobody&password=wrong'
  const headers = {
    origin,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': form.length,
    accept: 'text/html',
    expect: '100-continue',
  }
  const first = request({ agent, host: 'localhost', port, path: '/login', method: 'POST', headers })
  const answered = once(first, 'response') as Promise<[IncomingMessage]>
  first.flushHeaders()
  await once(first, 'continue')
  servers[0]?.child.kill('SIGTERM')
  await vi.waitUntil(async () => (await statusOf(origin, '/healthz')) === null, { timeout: 5_000 })
  first.end(form)
  const [answer] = await answered
  expect(answer.statusCode).toBe(401)
  await once(answer.resume(), 'end')
  const next = request({ agent, host: 'localhost', port, path: '/healthz' }).end()
  await expect(once(next, 'response')).rejects.toThrow()
  expect(await servers[0]?.ended).toBe(0)
})

test('a second server on the same folder says so and leaves the first alone', async () => {
  const address = await addressOf(server())
  const second = server()
  expect(await second.ended).toBe(1)
  expect(second.said()).toContain(`The data directory ${dataDir} is in use`)
  expect(second.said()).toContain(`Thư mục dữ liệu ${dataDir} đang được`)
  await isReady(address)
})

test('after kill -9 the next start stops what was left running and has everything that was committed', async () => {
  const killed = server()
  await addressOf(killed)
  await onEmbedded(
    (sql) => sql`insert into unit (code, name, short_name, kind, path)
    values ('LC', 'LĐLĐ tỉnh Lai Châu', 'Lai Châu', 'federation', '1')`,
  )
  const orphan = postmasterPid()
  killed.child.kill('SIGKILL')
  await killed.ended
  expect(commandOf(orphan)).toContain(dataDir)

  const address = await addressOf(server())
  expect(commandOf(orphan)).toBe('')
  await isReady(address)
  expect(await onEmbedded((sql) => sql`select code from unit`)).toEqual([{ code: 'LC' }])
})

test('when the embedded database dies the server brings it back by itself', async () => {
  const running = server()
  const address = await addressOf(running)
  const before = postmasterPid()
  process.kill(before, 'SIGKILL')
  await hear(running, /The database is back/)
  expect(postmasterPid()).not.toBe(before)
  await isReady(address)
})

test('a process of the database that is stuck when the rest dies does not keep it from coming back', async () => {
  const running = server()
  const address = await addressOf(running)
  const before = postmasterPid()
  const [stuck = 0] = childrenOf(before)
  process.kill(stuck, 'SIGSTOP')
  process.kill(before, 'SIGKILL')
  await hear(running, /The database is back/)
  await isReady(address)
})

test('a wrong setting stops the start before anything is touched', async () => {
  const elsewhere = join(dataDir, 'untouched')
  const refused = server({ PORT: 'ba nghìn', DATA_DIR: elsewhere })
  expect(await refused.ended).toBe(1)
  expect(refused.said()).toContain('PORT is "ba nghìn", but must be')
  expect(refused.said()).toContain('Biến PORT đang là "ba nghìn"')
  expect(existsSync(elsewhere)).toBe(false)
})

test('a port in use is named, on the operator’s own database', async () => {
  const database = await freshDatabase()
  const other = createServer()
  const port = await new Promise<number>((resolve) =>
    other.listen(0, '127.0.0.1', () => {
      const address = other.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    }),
  )
  const refused = server({ PORT: String(port), DATABASE_URL: database.url })
  expect(await refused.ended).toBe(1)
  expect(refused.said()).toContain(`Port ${port} on 127.0.0.1 cannot be opened`)
  other.close()
  await database.drop()
})

test('a database that goes away while the server asks whether the board is set up does not end it', async () => {
  const database = await freshDatabase()
  const { sql } = database
  const started = await sql.begin(async (tx) => {
    await tx`lock table person in access exclusive mode`
    const started = server({ DATABASE_URL: database.url })
    await hear(started, /The server is up/)
    const asking = await vi.waitUntil(async () => {
      const [row] = await sql<{ pid: number }[]>`
        select pid from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query ilike '%person%'`
      return row?.pid
    }, 10_000)
    await sql`select pg_terminate_backend(${asking})`
    await hear(started, /Whether the board is set up is not known yet/)
    return started
  })
  await hear(started, /Open once to set up the board/)
  await ensureStopped(started)
  await database.drop()
})

test('a database that does not answer is named without its password', async () => {
  const refused = server({ DATABASE_URL: 'postgres://board:secret@127.0.0.1:1/board' })
  expect(await refused.ended).toBe(1)
  expect(refused.said()).toContain('The database at DATABASE_URL does not answer')
  expect(refused.said()).not.toContain('secret')
})

test('12.3 the version of the pages is told by the sources they were built from', () => {
  const { version } = JSON.parse(readFileSync('build/client/_app/version.json', 'utf8')) as {
    version: string
  }
  expect(version).toHaveLength(16)
  expect(readFileSync('build/.built', 'utf8').startsWith(version)).toBe(true)
})

test('nothing but the database and its password is left in the folder', async () => {
  expect((await readdir(dataDir)).sort()).toEqual(['postgres', 'postgres.password'])
})

function postmasterFile(): string {
  return join(dataDir, 'postgres', 'postmaster.pid')
}

function postmasterPid(): number {
  return Number(readFileSync(postmasterFile(), 'utf8').split('\n')[0])
}

async function onEmbedded<T>(ask: (sql: Sql) => Promise<T>): Promise<T> {
  const port = readFileSync(postmasterFile(), 'utf8').split('\n')[3]
  const password = readFileSync(join(dataDir, 'postgres.password'), 'utf8')
  const sql = connect(`postgres://postgres:${password}@127.0.0.1:${port}/cao_diem`, { max: 1 })
  try {
    return await ask(sql)
  } finally {
    await sql.end()
  }
}

/** Soon after it serves: the live connection begins to listen a moment later. */
async function isReady(address: string): Promise<void> {
  await vi.waitUntil(async () => (await statusOf(address, '/readyz')) === 200, { timeout: 25_000 })
}

function childrenOf(parent: number): number[] {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  return all.flatMap((line) => {
    const [pid = 0, ppid] = line.trim().split(/\s+/).map(Number)
    return ppid === parent ? [pid] : []
  })
}
