import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '#lib/server/config.ts'
import { Refusal } from '#lib/server/refusal.ts'

function refusalOf(env: Record<string, string>): Refusal {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error(`accepted: ${JSON.stringify(env)}`)
}

test('nothing set: port 3000 on every address, the embedded database under .data', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    host: '0.0.0.0',
    origin: null,
    databaseUrl: null,
    dataDir: resolve('.data'),
    logLevel: 'info',
    addressHeader: null,
    forwardedDepth: 1,
  })
})

test('a variable set to nothing counts as unset', () => {
  expect(readConfig({ PORT: '', ORIGIN: ' ', DATABASE_URL: '', DATA_DIR: '', LOG_LEVEL: '' })).toEqual(
    readConfig({}),
  )
})

test('what is set is read', () => {
  expect(
    readConfig({
      PORT: '8080',
      HOST: '::1',
      ORIGIN: 'https://caodiem.example.vn/',
      DATABASE_URL: 'postgres://board:secret@db.example.vn:5432/board',
      DATABASE_POOLER_URL: 'postgres://board:secret@pooler.example.vn:6432/board',
      DATA_DIR: '/var/lib/cao-diem',
      LOG_LEVEL: 'warn',
      ADDRESS_HEADER: 'X-Forwarded-For',
      XFF_DEPTH: '2',
    }),
  ).toMatchObject({
    port: 8080,
    host: '::1',
    origin: 'https://caodiem.example.vn',
    databaseUrl: 'postgres://board:secret@db.example.vn:5432/board',
    poolerUrl: 'postgres://board:secret@pooler.example.vn:6432/board',
    dataDir: '/var/lib/cao-diem',
    logLevel: 'warn',
    addressHeader: 'x-forwarded-for',
    forwardedDepth: 2,
  })
})

test.each([
  ['PORT', 'abc'],
  ['PORT', '70000'],
  ['PORT', '-1'],
  ['PORT', '80.5'],
  ['HOST', 'not a host'],
  ['ORIGIN', 'caodiem.example.vn'],
  ['ORIGIN', 'ftp://caodiem.example.vn'],
  ['ORIGIN', 'https://caodiem.example.vn/board'],
  ['DATABASE_URL', 'mysql://db/board'],
  ['DATABASE_URL', 'postgres://'],
  ['DATABASE_POOLER_URL', 'pgbouncer'],
  ['LOG_LEVEL', 'loud'],
  ['ADDRESS_HEADER', 'x forwarded for'],
  ['XFF_DEPTH', '0'],
])('%s=%s is refused with one sentence in each language that names both', (name, value) => {
  const { vi, en } = refusalOf({ [name]: value })
  for (const sentence of [vi, en]) {
    expect(sentence).toContain(name)
    expect(sentence).toContain(`"${value}"`)
    expect(sentence).toMatch(/^[^\n]*\.$/)
  }
})

test('a pooler without the database behind it is refused: notifications and locks go past it', () => {
  const { vi, en } = refusalOf({ DATABASE_POOLER_URL: 'postgres://board@pooler/board' })
  for (const sentence of [vi, en]) expect(sentence).toMatch(/DATABASE_POOLER_URL.* DATABASE_URL/)
})

test('a refused DATABASE_URL does not show its password', () => {
  const { vi, en } = refusalOf({ DATABASE_URL: 'mysql://board:secret@db/board' })
  expect(vi + en).not.toContain('secret')
})
