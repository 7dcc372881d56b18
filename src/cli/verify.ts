import { type Config, readConfig } from '../lib/server/config.ts'
import { openDatabase, type Opened } from '../lib/server/db/open.ts'
import { connect } from '../lib/server/db/pool.ts'
import { runningUrl } from '../lib/server/db/running.ts'
import { verifyAll } from '../lib/server/queries/verify.ts'
import { orRefuse } from '../lib/server/refusal.ts'

// Proves for the operator's database, or with --demo for the sample, that folding the journal from empty
// gives what the tables say. The server may be running meanwhile.
await orRefuse(async () => {
  const isDemo = process.argv.includes('--demo')
  const config = readConfig(process.env)
  const { url, close } = await reach(isDemo ? { ...config, databaseUrl: null } : config, {
    name: isDemo ? 'cao_diem_demo' : 'cao_diem',
  })
  const sql = connect(url, { max: 8 })
  try {
    const verdicts = await verifyAll(sql)
    for (const { campaignId, entries, difference } of verdicts) {
      const found = difference ?? 'the journal and the tables agree'
      process.stdout.write(`campaign ${campaignId}, ${entries} entries: ${found}\n`)
    }
    process.stdout.write(`${verdicts.length} campaigns verified\n`)
    process.exitCode = verdicts.some(({ difference }) => difference !== null) ? 1 : 0
  } finally {
    await sql.end()
    await close()
  }
})

async function reach(config: Config, { name }: { name: string }): Promise<Opened> {
  const url = config.databaseUrl ?? runningUrl(config.dataDir, name)
  return url ? { url, close: async () => undefined } : openDatabase(config, { name })
}
