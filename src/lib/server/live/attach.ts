import type { Server } from 'node:http'
import { sessionAsItIs } from '../auth/sessions.ts'
import type { Config } from '../config.ts'
import type { Sql } from '../db/pool.ts'
import { log } from '../log.ts'
import { announceListener } from '../queries/readiness.ts'
import { attachGateway, type Gateway } from './gateway.ts'

/** Puts the live connection on the http server the pages are served from. */
export function attachLive(
  server: Server,
  { sql, config }: { sql: Sql; config: Pick<Config, 'origin'> },
): Gateway {
  const gateway = attachGateway(server, {
    sql,
    log,
    sessionOf: (cookie) => sessionAsItIs(sql, cookie),
    origins: config.origin ? [config.origin] : [],
  })
  announceListener(gateway.isListening)
  return gateway
}
