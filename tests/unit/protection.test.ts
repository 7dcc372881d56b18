import { expect, test } from 'vitest'
import * as v from 'valibot'
import { commandSchema } from '#lib/protocol/commands.ts'
import { problemOf } from '#lib/server/web/let-in.ts'

function asked(
  headers: Record<string, string>,
  { method = 'POST', route = '/api/commands', host = 'board.example' } = {},
) {
  const header = (name: string) => headers[name] ?? null
  return problemOf({ method, header }, { host, route })?.code ?? null
}

test('a page of another site changes nothing here, whatever kind of body it sends', () => {
  expect(asked({ origin: 'https://evil.example', 'content-length': '9' })).toBe('not_allowed')
  expect(asked({ origin: 'http://board.example:8080', 'content-length': '9' })).toBe('not_allowed')
  expect(asked({ origin: 'null', 'content-length': '9' })).toBe('not_allowed')
  expect(asked({ origin: 'https://board.example', 'content-length': '9' })).toBeNull()
  expect(asked({ 'content-length': '9' })).toBeNull()
  // Some proxies name the port that browsers leave out.
  expect(asked({ origin: 'http://board.example' }, { host: 'board.example:80' })).toBeNull()
  expect(asked({ origin: 'https://board.example' }, { host: 'Board.example:443' })).toBeNull()
  expect(asked({ origin: 'https://board.example' }, { host: 'board.example:80' })).toBe('not_allowed')
  expect(asked({ origin: 'null' }, { host: '' })).toBe('not_allowed')
  expect(asked({ origin: 'https://evil.example' }, { method: 'GET' })).toBeNull()
})

test('what is far longer than any form is not read', () => {
  expect(asked({ 'content-length': '60000000' }, { route: '/login' })).toBe('file_too_large')
  expect(asked({ 'transfer-encoding': 'chunked' }, { route: '/login' })).toBe('file_too_large')
  expect(asked({ 'content-length': '60000000' }, { route: '/api/campaigns/[id]/imports' })).toBeNull()
})

test.each([
  ['https://laichau.gov.vn/kh-438.pdf', true],
  ['http://laichau.gov.vn/', true],
  ['javascript:alert(document.cookie)', false],
  [' JavaScript:alert(1)', false],
  ['data:text/html,<script>alert(1)</script>', false],
  ['file:///etc/passwd', false],
])('a directive may lead to %s: %s', (link, isGood) => {
  const command = {
    id: 'b8a1ea0c-3d5f-4a52-9a0e-7c1f6c1d2e3f',
    kind: 'addDirective',
    campaignId: 1,
    symbol: '438/KH-LĐLĐ',
    issuedOn: null,
    issuer: '',
    summary: '',
    link,
  }
  expect(v.safeParse(commandSchema, command).success).toBe(isGood)
})
