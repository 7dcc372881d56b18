import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Refusal } from '../refusal.ts'
import { claim, commandOf } from './claim.ts'
import {
  type Cluster,
  databaseOwner,
  initialise,
  programsFolder,
  type Running,
  start,
  stop,
  urlOf,
} from './cluster.ts'
import { endLeftovers } from './leftovers.ts'
import { connect } from './pool.ts'
import { ensureReach } from './reach.ts'

type Log = { info: (message: string) => void; warn: (message: string) => void }

export type Embedded = { url: string; stop: () => Promise<void> }

export type EmbeddedOptions = {
  log: Log
  /** The database's name inside the cluster. */
  name: string
  /** Throws away what an earlier run left in that database. */
  isReset: boolean
}

/**
 * Starts the PostgreSQL that came with npm on its files under dataDir, which are made the first time.
 * It is started again when it dies, and stopped first when an earlier server was killed and left it behind.
 * @throws Refusal when another server uses dataDir, or PostgreSQL cannot reach it
 */
export async function startEmbedded(dataDir: string, options: EmbeddedOptions): Promise<Embedded> {
  const { log, name } = options
  await mkdir(dataDir, { recursive: true, mode: 0o755 })
  const held = claim(join(dataDir, 'server.pid'), dataDir)
  try {
    const owner = databaseOwner()
    ensureReach(owner, { programs: await programsFolder(), dataDir })
    const cluster = await openFiles(dataDir, owner)
    await stopOrphan(cluster.dir, log)
    endLeftovers(cluster.dir)
    const kept = await keepRunning(cluster, log)
    await ensureDatabase(urlOf(kept.running, cluster, 'postgres'), options)
    return {
      url: urlOf(kept.running, cluster, name),
      stop: async () => {
        await kept.stop()
        held.release()
      },
    }
  } catch (error) {
    held.release()
    throw error
  }
}

/** The files appear under their final name only when they are complete. */
async function openFiles(dataDir: string, owner: Cluster['owner']): Promise<Cluster> {
  const dir = join(dataDir, 'postgres')
  const passwordFile = join(dataDir, 'postgres.password')
  if (existsSync(dir)) {
    if (!existsSync(passwordFile)) throw withoutPassword(passwordFile)
    return { dir, owner, password: (await readFile(passwordFile, 'utf8')).trim() }
  }
  const password = randomBytes(24).toString('hex')
  const unfinished = join(dataDir, 'postgres.new')
  await rm(unfinished, { recursive: true, force: true })
  await initialise({ dir: unfinished, owner, password })
  await writeFile(passwordFile, password, { mode: 0o600 })
  await rename(unfinished, dir)
  return { dir, owner, password }
}

/** After kill -9 of the server PostgreSQL lives on; nobody else may be using these files, they are ours. */
async function stopOrphan(dir: string, log: Log): Promise<void> {
  const file = join(dir, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number((await readFile(file, 'utf8')).split('\n')[0])
  const isOurs = () => commandOf(pid).includes(`-D ${dir} `)
  if (!isOurs()) return
  log.warn('The database of an earlier server was still running: stopping it first')
  process.kill(pid, 'SIGINT')
  for (let waited = 0; isOurs(); waited += 50) {
    if (waited === 20_000) process.kill(pid, 'SIGQUIT')
    await wait(50)
  }
}

/** Starts PostgreSQL, and again on the same port whenever it ends by itself. */
async function keepRunning(cluster: Cluster, log: Log) {
  const kept = { running: await start(cluster), isStopping: false }
  const { port } = kept.running
  let returning: Promise<void> | undefined
  const watch = ({ process }: Running) =>
    process.once('exit', () => {
      if (!kept.isStopping) returning = bringBack()
    })
  const bringBack = async () => {
    log.warn('The database ended by itself: starting it again')
    for (let pause = 250; !kept.isStopping; pause = Math.min(pause * 2, 5000)) {
      try {
        endLeftovers(cluster.dir)
        kept.running = await start(cluster, { port })
        watch(kept.running)
        log.info('The database is back')
        return
      } catch (error) {
        log.warn(`The database does not start yet: ${String(error)}`)
        await wait(pause)
      }
    }
  }
  watch(kept.running)
  return {
    running: kept.running,
    stop: async () => {
      kept.isStopping = true
      await returning
      await stop(kept.running)
    },
  }
}

async function ensureDatabase(url: string, { name, isReset }: EmbeddedOptions): Promise<void> {
  const sql = connect(url, { max: 1 })
  try {
    if (isReset) await sql`drop database if exists ${sql(name)} with (force)`
    const found = await sql`select 1 from pg_database where datname = ${name}`
    if (found.length === 0) await sql`create database ${sql(name)}`
  } finally {
    await sql.end()
  }
}

function withoutPassword(file: string): Refusal {
  return new Refusal({
    vi: `Thiếu tệp ${file}, tệp giữ mật khẩu của cơ sở dữ liệu bên cạnh: hãy khôi phục tệp này từ bản sao lưu.`,
    en: `${file} is missing, which holds the password of the database beside it: restore it from a backup.`,
  })
}
