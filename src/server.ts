import { setTimeout as wait } from 'node:timers/promises'
import { setupLink } from './lib/server/auth/setup.ts'
import { readConfig } from './lib/server/config.ts'
import { isAway } from './lib/server/db/refusal.ts'
import { log } from './lib/server/log.ts'
import { orRefuse } from './lib/server/refusal.ts'
import { serve } from './lib/server/serve.ts'
import { stopOnSignal } from './lib/server/stopping.ts'

await orRefuse(async () => {
  const serving = serve(readConfig(process.env))
  stopOnSignal(async () => (await serving).stop())
  const { sql, address } = await serving
  const link = await onceAnswered(() => setupLink(sql, address))
  if (link) process.stdout.write(`\nMở một lần để lập bảng:\nOpen once to set up the board:\n\n  ${link}\n\n`)
})

/** The server is up: a database that goes away at this very moment does not end it. */
async function onceAnswered<Given>(ask: () => Promise<Given>): Promise<Given> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!isAway(error)) throw error
      log.warn({ err: error }, 'Whether the board is set up is not known yet')
      await wait(1000)
    }
  }
}
