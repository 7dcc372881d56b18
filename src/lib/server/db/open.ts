import type { Config } from '../config.ts'
import { log } from '../log.ts'
import { Refusal } from '../refusal.ts'
import { startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { closeDb, connect } from './pool.ts'

export type Opened = { url: string; close: () => Promise<void> }

export type Which = { name?: string; isReset?: boolean }

/**
 * Brings up the operator's database, or the embedded one, sets DATABASE_URL and DATABASE_POOLER_URL for everything that asks later,
 * and runs the migrations that are missing. `name` and `isReset` are for the embedded one. `close` ends the pool first and the embedded database last.
 * @throws Refusal when the operator's database, or the pooler before it, does not answer
 */
export async function openDatabase(
  { databaseUrl, poolerUrl, dataDir }: Pick<Config, 'databaseUrl' | 'poolerUrl' | 'dataDir'>,
  { name = 'cao_diem', isReset = false }: Which = {},
): Promise<Opened> {
  const { url, stop } = databaseUrl
    ? { url: databaseUrl, stop: async () => undefined }
    : await startEmbedded(dataDir, { log, name, isReset })
  try {
    if (databaseUrl) await ensureAnswer('DATABASE_URL', databaseUrl)
    if (databaseUrl && poolerUrl) await ensureAnswer('DATABASE_POOLER_URL', poolerUrl)
    const names = await migrate(url)
    if (names.length > 0) log.info({ names }, 'The database has new migrations')
  } catch (error) {
    await stop()
    throw error
  }
  process.env['DATABASE_URL'] = url
  process.env['DATABASE_POOLER_URL'] = (databaseUrl && poolerUrl) ?? ''
  return {
    url,
    close: async () => {
      await closeDb()
      await stop()
    },
  }
}

async function ensureAnswer(name: string, url: string): Promise<void> {
  const sql = connect(url, { max: 1, isPooled: true })
  try {
    await sql`select 1`
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Refusal({
      vi: `Không kết nối được cơ sở dữ liệu ở ${name} (${why}): hãy kiểm tra địa chỉ, mật khẩu, và máy chủ PostgreSQL có đang chạy không.`,
      en: `The database at ${name} does not answer (${why}): check the address, the password, and that PostgreSQL is running.`,
    })
  } finally {
    await sql.end({ timeout: 1 })
  }
}
