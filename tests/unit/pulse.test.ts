import { expect, test } from 'vitest'
import { Pulse, quietAfter } from '#lib/client/pulse.ts'

const start = Date.parse('2026-05-12T08:00Z')
const day = 86_400_000

test('11.5 a device that slept notices at its first beat, and once', () => {
  const pulse = new Pulse(start)
  expect(pulse.beat(start + 500)).toBe(false)
  expect(pulse.beat(start + day)).toBe(true)
  expect(pulse.beat(start + day + 500)).toBe(false)
})

test('11.5 a clock that was set back by more than a correction counts as waking: no age can be told by it', () => {
  const pulse = new Pulse(start)
  expect(pulse.beat(start - 400)).toBe(false)
  expect(pulse.beat(start - day)).toBe(true)
  expect(pulse.beat(start - day + 500)).toBe(false)
})

test('a busy page or a slowed hidden tab did not sleep', () => {
  const pulse = new Pulse(start)
  expect(pulse.beat(start + 5_000)).toBe(false)
  expect(pulse.beat(start + 5_000 + quietAfter)).toBe(false)
})
