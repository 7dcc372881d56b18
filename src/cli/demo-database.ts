import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../lib/server/config.ts'
import type { SampleLogin } from '../lib/server/sample/federation.ts'
import { isEmpty, loadSample } from '../lib/server/sample/sample.ts'
import type { ServeOptions } from '../lib/server/serve.ts'

/**
 * The sample's database, apart from the operator's: `isReset` must never reach that. The logins are written when the
 * sample is complete: without them the database is made anew.
 */
export async function demoDatabase(
  config: Config,
  { isReset: isAsked = false } = {},
): Promise<Required<ServeOptions>> {
  const file = loginsFile(config)
  await mkdir(config.dataDir, { recursive: true })
  const isReset = isAsked || !existsSync(file)
  return {
    name: 'cao_diem_demo',
    isReset,
    prepare: async (sql) => {
      // Emptied by a run that was killed before it could remove the file.
      if (!isReset && !(await isEmpty(sql))) return
      await rm(file, { force: true })
      await writeFile(file, JSON.stringify(await loadSample(sql), null, 2))
    },
  }
}

/** Prints where the board is and who may sign in. */
export async function tellDemo(config: Config, address: string): Promise<void> {
  const logins = JSON.parse(await readFile(loginsFile(config), 'utf8')) as SampleLogin[]
  const lines = logins.map(({ login, password, role, unit }) =>
    [login.padEnd(14), password.padEnd(14), role.padEnd(12), unit].join('  '),
  )
  process.stdout.write(`\n  Cao Điểm: ${address}\n\n  ${lines.join('\n  ')}\n\n`)
}

function loginsFile({ dataDir }: Config): string {
  return join(dataDir, 'demo-logins.json')
}
