import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { vi } from 'vitest'

export type ServerProcess = {
  child: ChildProcess
  /** Everything it has written so far. */
  said: () => string
  /** Exit code, null when a signal ended it. */
  ended: Promise<number | null>
}

const none = {
  PORT: '0',
  HOST: '127.0.0.1',
  ORIGIN: '',
  DATABASE_URL: '',
  DATABASE_POOLER_URL: '',
  LOG_LEVEL: 'info',
}

/** Starts the built server as an operator would, with these settings and no others; any free port. */
export function startServer(
  settings: Record<string, string>,
  program: readonly string[] = ['src/server.ts'],
): ServerProcess {
  const child = spawn('node', program, {
    env: { ...process.env, ...none, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  }
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, said: () => text, ended }
}

/** The port it listens on, once it serves. Throws what it said when it ended instead, or does not serve in time. */
export async function portOf(server: ServerProcess): Promise<string> {
  const [, port = ''] = await hear(server, /"port":(\d+),"msg":"The server is up"/)
  return port
}

/** Waits for words of a server, 25 s at most. Throws what it said instead. */
export async function hear({ child, said }: ServerProcess, words: RegExp): Promise<RegExpExecArray> {
  const heard = () => words.exec(said())
  await vi.waitUntil(() => heard() ?? child.exitCode !== null, { timeout: 25_000 }).catch(() => undefined)
  const found = heard()
  if (found) return found
  const why = child.exitCode === null ? 'still runs' : `ended with code ${child.exitCode}`
  throw new Error(`The server ${why} and has not said ${words}, but:\n${said()}`)
}

export async function addressOf(server: ServerProcess): Promise<string> {
  return `http://localhost:${await portOf(server)}`
}

/** Status of a page; null while nothing answers. */
export async function statusOf(address: string, path: string): Promise<number | null> {
  return fetch(address + path).then(
    ({ status }) => status,
    () => null,
  )
}
