import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Config, readConfig } from '../lib/server/config.ts'
import { log } from '../lib/server/log.ts'
import { orRefuse, Refusal } from '../lib/server/refusal.ts'
import type { SampleLogin } from '../lib/server/sample/federation.ts'
import { playActivity } from '../lib/server/sample/activity.ts'
import { isEmpty, loadSample } from '../lib/server/sample/sample.ts'
import { serve, type Serving } from '../lib/server/serve.ts'
import { stopOnSignal } from '../lib/server/stopping.ts'

/** Commands a minute: a wall that moves, and eyes that can follow it. */
const usualRate = 20

await orRefuse(async () => {
  const { reset, quiet, rate } = flags()
  // A database of its own: --reset must never reach the operator's.
  const config = { ...readConfig(process.env), databaseUrl: null }
  const playing = new AbortController()
  const starting = start(config, reset)
  stopOnSignal(async () => {
    playing.abort()
    await (await starting).stop()
  })
  const { address, sql } = await starting
  await tell(config, address)
  if (!quiet) void play()

  async function play(): Promise<void> {
    while (!playing.signal.aborted) {
      await playActivity(sql, { perMinute: rate, signal: playing.signal }).catch((error: unknown) =>
        log.warn({ err: error }, 'The played activity stumbled'),
      )
      await pauseUnless(playing.signal)
    }
  }
})

function flags() {
  try {
    const { values } = parseArgs({
      options: {
        reset: { type: 'boolean', default: false },
        quiet: { type: 'boolean', default: false },
        rate: { type: 'string', default: String(usualRate) },
      },
    })
    const rate = Number(values.rate)
    if (!(rate > 0 && rate <= 6000)) throw new Error(`--rate ${values.rate}`)
    return { ...values, rate }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Refusal({
      vi: `Không hiểu tham số (${why}): chỉ nhận --reset, --quiet và --rate N, N là số lệnh mỗi phút từ 1 đến 6000.`,
      en: `An argument was not understood (${why}): there are --reset, --quiet and --rate N, with N commands a minute from 1 to 6000.`,
    })
  }
}

/** The logins are written when the sample is complete: without them the database is made anew. */
async function start(config: Config, isAsked: boolean): Promise<Serving> {
  const file = loginsFile(config)
  await mkdir(config.dataDir, { recursive: true })
  const isReset = isAsked || !existsSync(file)
  return serve(config, {
    name: 'cao_diem_demo',
    isReset,
    prepare: async (sql) => {
      // Emptied by a run that was killed before it could remove the file.
      if (!isReset && !(await isEmpty(sql))) return
      await rm(file, { force: true })
      await writeFile(file, JSON.stringify(await loadSample(sql), null, 2))
    },
  })
}

async function tell(config: Config, address: string): Promise<void> {
  const logins = JSON.parse(await readFile(loginsFile(config), 'utf8')) as SampleLogin[]
  const lines = logins.map(({ login, password, role, unit }) =>
    [login.padEnd(14), password.padEnd(14), role.padEnd(12), unit].join('  '),
  )
  process.stdout.write(`\n  Cao Điểm: ${address}\n\n  ${lines.join('\n  ')}\n\n`)
}

function loginsFile({ dataDir }: Config): string {
  return join(dataDir, 'demo-logins.json')
}

function pauseUnless(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 1000)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
}
