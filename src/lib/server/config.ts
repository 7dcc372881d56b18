import { resolve } from 'node:path'
import * as v from 'valibot'
import { Refusal } from './refusal.ts'

export type Config = {
  port: number
  host: string
  /** The address people type, when a proxy or TLS stands in front; null: whatever their request says. */
  origin: string | null
  /** null: the embedded PostgreSQL under dataDir. */
  databaseUrl: string | null
  /** A connection pooler before that database, for pages and commands; null: they connect to it themselves. */
  poolerUrl: string | null
  dataDir: string
  logLevel: LogLevel
  /** In which header a proxy names the caller; null: callers come straight to us. */
  addressHeader: string | null
  /** How many proxies of ours add to x-forwarded-for: the caller is that many from its end. */
  forwardedDepth: number
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

type Accepted = { vi: string; en: string }

const port = v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(65535))
const host = v.pipe(v.string(), v.regex(/^[\w.:-]+$/))
const origin = v.pipe(
  v.string(),
  v.check(isOrigin),
  v.transform((text) => new URL(text).origin),
)
const header = v.pipe(v.string(), v.regex(/^[A-Za-z][\w-]*$/), v.toLowerCase())
const depth = v.pipe(v.string(), v.regex(/^[1-9]$/), v.transform(Number))
const databaseUrl = v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\/./), v.url())

/**
 * Reads what the operator set. Empty counts as unset, which is how a Compose file leaves a variable out.
 * @throws Refusal with one sentence in each language, naming the variable, its value and what is accepted
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const read = <T>(name: string, schema: v.GenericSchema<string, T>, fallback: T, accepted: Accepted): T => {
    const value = env[name]?.trim()
    if (!value) return fallback
    const parsed = v.safeParse(schema, value)
    if (!parsed.success) throw refuse(name, value, accepted)
    return parsed.output
  }
  const databaseAddress = {
    vi: 'địa chỉ dạng postgres://tên:mật-khẩu@máy:cổng/cơ-sở-dữ-liệu',
    en: 'an address like postgres://user:password@host:port/database',
  }
  const operatorsUrl = read<string | null>('DATABASE_URL', databaseUrl, null, databaseAddress)
  const poolerUrl = read<string | null>('DATABASE_POOLER_URL', databaseUrl, null, databaseAddress)
  if (poolerUrl && !operatorsUrl) throw poolerAlone()
  return {
    port: read('PORT', port, 3000, {
      vi: 'một số từ 0 đến 65535 (0: cổng trống bất kỳ)',
      en: 'a number from 0 to 65535 (0: any free port)',
    }),
    host: read('HOST', host, '0.0.0.0', {
      vi: 'một địa chỉ IP hoặc tên máy, ví dụ 127.0.0.1',
      en: 'an IP address or host name, such as 127.0.0.1',
    }),
    origin: read<string | null>('ORIGIN', origin, null, {
      vi: 'địa chỉ http:// hoặc https:// không có đường dẫn, ví dụ https://caodiem.example.vn',
      en: 'an http:// or https:// address without a path, such as https://caodiem.example.vn',
    }),
    databaseUrl: operatorsUrl,
    poolerUrl,
    dataDir: resolve(env['DATA_DIR']?.trim() || '.data'),
    logLevel: read<LogLevel>('LOG_LEVEL', v.picklist(logLevels), 'info', {
      vi: `một trong các giá trị ${logLevels.join(', ')}`,
      en: `one of ${logLevels.join(', ')}`,
    }),
    addressHeader: read<string | null>('ADDRESS_HEADER', header, null, {
      vi: 'tên một tiêu đề HTTP mà proxy luôn gửi, ví dụ x-forwarded-for',
      en: 'the name of an HTTP header the proxy always sends, such as x-forwarded-for',
    }),
    forwardedDepth: read('XFF_DEPTH', depth, 1, {
      vi: 'số proxy đứng trước máy chủ, từ 1 đến 9',
      en: 'the number of proxies in front of the server, from 1 to 9',
    }),
  }
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, pathname, search, hash, username } = new URL(text)
  return /^https?:$/.test(protocol) && pathname === '/' && !search && !hash && !username
}

function refuse(name: string, value: string, { vi, en }: Accepted): Refusal {
  const shown = shownValue(name, value)
  return new Refusal({
    vi: `Biến ${name} đang là "${shown}", nhưng phải là ${vi}.`,
    en: `${name} is "${shown}", but must be ${en}.`,
  })
}

/** What hears notifications and holds locks goes past the pooler, and has to know where. */
function poolerAlone(): Refusal {
  return new Refusal({
    vi: 'Đã đặt DATABASE_POOLER_URL mà chưa đặt DATABASE_URL: hãy đặt cả DATABASE_URL là địa chỉ trực tiếp của cùng cơ sở dữ liệu đó.',
    en: 'DATABASE_POOLER_URL is set without DATABASE_URL: set DATABASE_URL too, to the address of the same database itself.',
  })
}

/** A database address may hold a password, which must not reach a terminal or a log. */
function shownValue(name: string, value: string): string {
  const hidden = name.startsWith('DATABASE_') ? value.replace(/:[^:/@]*@/, ':***@') : value
  return hidden.length > 100 ? `${hidden.slice(0, 100)}…` : hidden
}
