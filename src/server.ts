import { readConfig } from './lib/server/config.ts'
import { orRefuse } from './lib/server/refusal.ts'
import { serve } from './lib/server/serve.ts'
import { stopOnSignal } from './lib/server/stopping.ts'

await orRefuse(async () => {
  const serving = serve(readConfig(process.env))
  stopOnSignal(async () => (await serving).stop())
  await serving
})
