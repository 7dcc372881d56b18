import { setupLink } from './lib/server/auth/setup.ts'
import { readConfig } from './lib/server/config.ts'
import { orRefuse } from './lib/server/refusal.ts'
import { serve } from './lib/server/serve.ts'
import { stopOnSignal } from './lib/server/stopping.ts'

await orRefuse(async () => {
  const serving = serve(readConfig(process.env))
  stopOnSignal(async () => (await serving).stop())
  const { sql, address } = await serving
  const link = await setupLink(sql, address)
  if (link) process.stdout.write(`\nMở một lần để lập bảng:\nOpen once to set up the board:\n\n  ${link}\n\n`)
})
