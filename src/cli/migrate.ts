import { readConfig } from '../lib/server/config.ts'
import { openDatabase } from '../lib/server/db/open.ts'
import { orRefuse } from '../lib/server/refusal.ts'

await orRefuse(async () => {
  const { close } = await openDatabase(readConfig(process.env))
  await close()
  process.stdout.write('The database is up to date.\n')
})
