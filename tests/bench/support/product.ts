import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSession } from '#lib/server/auth/sessions.ts'
import { databaseOwner, initialise, start, stop, urlOf } from '#lib/server/db/cluster.ts'
import { migrate } from '#lib/server/db/migrate.ts'
import { connect, type Sql } from '#lib/server/db/pool.ts'
import { campaignStream, headOf } from '#lib/server/journal/journal.ts'
import { type Cast, cast, openCampaign } from '../../support/cast.ts'
import packageJson from '../../../package.json' with { type: 'json' }
import { ended, pin, serverCore } from './processes.ts'

/** The product as an operator runs it, on a PostgreSQL that commits to disk, with a campaign and who works in it. */
export type Product = {
  pid: number
  /** 'http://127.0.0.1:3000' */
  address: string
  /** Where raw WebSockets of its live connection go. */
  live: string
  /** Of its database. */
  url: string
  sql: Sql
  who: Cast
  campaignId: number
  assignmentIds: number[]
  cookies: { coordinator: string; leader: string }
  head: () => Promise<number>
  stop: () => Promise<void>
}

export async function startProduct(): Promise<Product> {
  const parent = await mkdtemp(join(tmpdir(), 'cao-diem-bench-'))
  await chmod(parent, 0o755)
  const cluster = { dir: join(parent, 'postgres'), owner: databaseOwner(), password: 'bench' }
  await initialise(cluster)
  const running = await start(cluster)
  if (running.process.pid !== undefined) pin(running.process.pid, serverCore)
  const url = urlOf(running, cluster, 'postgres')
  await migrate(url)
  const sql = connect(url)
  const who = await cast(sql)
  const { campaignId, assignmentIds } = await openCampaign(sql, who)
  const { child, address } = await startServer(url)
  return {
    pid: child.pid ?? 0,
    address,
    live: liveAt(address),
    url,
    sql,
    who,
    campaignId,
    assignmentIds,
    cookies: {
      coordinator: await cookieOf(sql, who.coordinator.personId),
      leader: await cookieOf(sql, who.leader.personId),
    },
    head: async () => (await headOf(sql, campaignStream(campaignId))) ?? 0,
    stop: async () => {
      await ended(child)
      await sql.end({ timeout: 5 })
      await stop(running)
      await rm(parent, { recursive: true, force: true })
    },
  }
}

/** A coordinator's reminder: session, permission, rule, assignment, journal. Gives the seq once it is acknowledged. */
export async function remind({ address, cookies, campaignId, assignmentIds }: Product): Promise<number> {
  const command = { id: randomUUID(), kind: 'remind', campaignId, assignmentIds: assignmentIds.slice(0, 1) }
  const response = await fetch(`${address}/api/commands`, {
    method: 'POST',
    headers: { cookie: cookies.coordinator, 'content-type': 'application/json', origin: address },
    body: JSON.stringify(command),
  })
  const reply = (await response.json()) as { ok: boolean; seq: number }
  if (!reply.ok) throw new Error(`a reminder was refused: ${JSON.stringify(reply)}`)
  return reply.seq
}

export function liveAt(address: string): string {
  return `${address.replace('http', 'ws')}/live/?EIO=4&transport=websocket`
}

/** A server process on a database that is there. */
export async function startServer(url: string): Promise<{ child: ChildProcess; address: string }> {
  const env = {
    ...process.env,
    PORT: '0',
    HOST: '127.0.0.1',
    ORIGIN: '',
    DATABASE_URL: url,
    LOG_LEVEL: 'info',
  }
  const [, command = '', ...args] = packageJson.scripts.start.split(' ') // exec node ...
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const leave = () => child.kill('SIGTERM')
  process.once('exit', leave)
  child.once('exit', () => process.off('exit', leave))
  if (child.pid !== undefined) pin(child.pid, serverCore)
  let said = ''
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    said += String(chunk)
    const port = /"port":(\d+),"msg":"The server is up"/.exec(said)?.[1]
    if (port) return { child, address: `http://127.0.0.1:${port}` }
  }
  throw new Error(`the server ended:\n${said}`)
}

async function cookieOf(sql: Sql, personId: number): Promise<string> {
  const { name, value } = await startSession(sql, personId)
  return `${name}=${value}`
}
