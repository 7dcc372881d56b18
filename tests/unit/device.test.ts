import { expect, test } from 'vitest'
import { deviceOf } from '#lib/ui/device.ts'

test.each([
  [
    'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
    'Chrome Android',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/127.0.0 Chrome/121.0.0.0 Safari/537.36',
    'Cốc Cốc Windows',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0',
    'Edge Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari iPhone',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0', 'Firefox Linux'],
])('a device is called by its browser and system: %s', (userAgent, name) => {
  const device = deviceOf(userAgent)
  expect(`${device?.browser} ${device?.system}`).toBe(name)
})

test('a device that names nothing known has no name', () => {
  expect(deviceOf('curl/8.5.0')).toBeNull()
  expect(deviceOf('')).toBeNull()
})
