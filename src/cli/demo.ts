import { parseArgs } from 'node:util'
import { readConfig } from '../lib/server/config.ts'
import { log } from '../lib/server/log.ts'
import { orRefuse, Refusal } from '../lib/server/refusal.ts'
import { playActivity } from '../lib/server/sample/activity.ts'
import { serve } from '../lib/server/serve.ts'
import { stopOnSignal } from '../lib/server/stopping.ts'
import { demoDatabase, tellDemo } from './demo-database.ts'

/** Commands a minute: a wall that moves, and eyes that can follow it. */
const usualRate = 20

await orRefuse(async () => {
  const { reset, quiet, rate } = flags()
  // A database of its own: --reset must never reach the operator's.
  const config = { ...readConfig(process.env), databaseUrl: null }
  const playing = new AbortController()
  const starting = demoDatabase(config, { isReset: reset }).then((which) => serve(config, which))
  stopOnSignal(async () => {
    playing.abort()
    await (await starting).stop()
  })
  const { address, sql } = await starting
  await tellDemo(config, address)
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

function pauseUnless(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 1000)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
}
