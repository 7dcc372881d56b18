import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Config } from './config.ts'
import { openDatabase, type Which } from './db/open.ts'
import { directDb, type Sql } from './db/pool.ts'
import { startJobs } from './jobs/queue.ts'
import { attachLive } from './live/attach.ts'
import { log } from './log.ts'
import { Refusal } from './refusal.ts'
import { surviveRejections } from './unhandled.ts'
import { commandDoor, type Handler } from './web/command-door.ts'

export type Serving = { address: string; sql: Sql; stop: () => Promise<void> }

export type ServeOptions = Which & {
  /** Runs on the migrated database before anybody is let in. */
  prepare?: (sql: Sql) => Promise<void>
}

/** Connections that may wait to be taken: when everybody comes back at once, the usual 511 turns most away for a second. */
const backlog = 4096

/** Requests still running this long after a stop was asked for are cut off, in milliseconds. */
const patience = 10_000

/**
 * Starts everything: database, migrations, pages, jobs, live connection. `stop` ends it in the opposite order,
 * letting running requests finish.
 * @throws Refusal when the database or the port is not to be had
 */
export async function serve(config: Config, options: ServeOptions = {}): Promise<Serving> {
  surviveRejections()
  const database = await openDatabase(config, options)
  const sql = directDb()
  const server = createServer()
  let isStopping = false
  // A proxy keeps its connections, and would go on asking over them: each ends with the answer it waits for.
  const letGo = () => isStopping && server.closeIdleConnections()
  let jobs: Awaited<ReturnType<typeof startJobs>> | undefined
  try {
    await options.prepare?.(sql)
    server.on('request', commandDoor(config.origin, await pages(config)))
    server.on('request', (_request, response: ServerResponse) => response.once('close', letGo))
    jobs = await startJobs({ sql, url: database.url })
    await listen(server, config)
  } catch (error) {
    await jobs?.stop()
    await database.close()
    throw error
  }
  const live = attachLive(server, { sql, config })
  const { port } = server.address() as AddressInfo
  const address = config.origin ?? `http://localhost:${port}`
  log.info({ address, port }, 'The server is up')
  return {
    address,
    sql,
    stop: async () => {
      const closed = once(server, 'close')
      isStopping = true
      server.closeIdleConnections()
      const cutOff = setTimeout(() => server.closeAllConnections(), patience)
      await live.close()
      if (server.listening) server.close()
      await closed
      clearTimeout(cutOff)
      await jobs?.stop()
      await database.close()
      log.info('The server has stopped')
    },
  }
}

/** The built pages. Their settings are read from the environment while they load. */
async function pages({ origin, addressHeader, forwardedDepth }: Config): Promise<Handler> {
  const protocolHeader = 'x-cao-diem-protocol'
  if (origin) process.env['ORIGIN'] = origin
  else {
    delete process.env['ORIGIN'] // empty counts as unset for us, and as an error for the adapter
    // Without ORIGIN the adapter takes every request for https, and refuses forms sent over plain http.
    process.env['PROTOCOL_HEADER'] = protocolHeader
  }
  process.env['ADDRESS_HEADER'] = addressHeader ?? ''
  process.env['XFF_DEPTH'] = String(forwardedDepth)
  process.env['BODY_SIZE_LIMIT'] ??= '64M' // an export file of 100,000 posts
  const file = new URL('../../../build/handler.js', import.meta.url)
  const { handler } = (await import(file.href)) as { handler: Handler }
  if (origin) return handler
  return (request, response) => {
    request.headers[protocolHeader] = 'http'
    handler(request, response)
  }
}

async function listen(server: Server, { port, host }: Config): Promise<void> {
  server.listen({ port, host, backlog })
  try {
    await once(server, 'listening')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Refusal({
      vi: `Không mở được cổng ${port} ở ${host} (${why}): hãy dừng chương trình đang dùng cổng này, hoặc đặt PORT khác.`,
      en: `Port ${port} on ${host} cannot be opened (${why}): stop the program that uses it, or set another PORT.`,
    })
  }
}
