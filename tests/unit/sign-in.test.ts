import { expect, test } from 'vitest'
import { checkPassword, loginOf } from '#lib/domain/login.ts'
import { networkOf } from '#lib/server/auth/throttle.ts'
import { backTo, nextOf } from '#lib/server/web/next.ts'

test('a telephone number is the same login however it is written', () => {
  for (const typed of ['0912345678', '0912 345 678', '+84 912 345 678', '0912.345.678', ' 0912-345-678 ']) {
    expect(loginOf(typed)).toBe('0912345678')
  }
})

test('other logins only lose their capitals and outer spaces', () => {
  expect(loginOf(' Mai.Lo@laichau.gov.vn ')).toBe('mai.lo@laichau.gov.vn')
  expect(loginOf('dieuphoi')).toBe('dieuphoi')
})

test.each([
  ['too short', 'hoa ban'],
  ['one letter', 'aaaaaaaaaaaa'],
  ['the login', '0912 345 678'],
])('a password that is %s is refused', (_, password) => {
  expect(() => checkPassword(password, { login: '0912345678' })).toThrow('weak_password')
})

test('a sentence is a good password', () => {
  expect(() => checkPassword('hoa ban nở trắng núi', { login: '0912345678' })).not.toThrow()
})

test.each([
  ['/campaigns/3?view=columns', '/campaigns/3?view=columns'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/.//evil.example', '/evil.example'],
  ['/campaigns/..//evil.example', '/evil.example'],
  ['https://evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['', '/'],
  [null, '/'],
])('after signing in, %j leads to %s', (asked, wanted) => {
  expect(nextOf(asked)).toBe(wanted)
})

test.each([
  ['https://board.example/campaigns/3?view=columns', '/campaigns/3?view=columns'],
  ['https://board.example//evil.example/', '/evil.example/'],
  ['https://evil.example/', '/'],
  ['no address', '/'],
  [null, '/'],
])('after choosing a language on %j one is back on %s', (referer, wanted) => {
  expect(backTo(referer, 'board.example')).toBe(wanted)
})

test('an IPv6 network is one place, an IPv4 address another', () => {
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(networkOf('2001:db8:1:2::9'))
  expect(networkOf('2001:db8:1:2::9')).not.toBe(networkOf('2001:db8:1:3::9'))
  expect(networkOf('::ffff:10.0.0.1')).toBe('10.0.0.1')
  expect(networkOf('::1')).toBe('0:0:0:0::/64')
})
