import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, daysBetween, instantOf, localTimeOf } from '#lib/domain/time.ts'

const vietnam = 'Asia/Ho_Chi_Minh'

test('a day of the campaign begins at midnight in its own time zone', () => {
  expect(dayOf(Date.parse('2026-05-01T16:59:59Z'), vietnam)).toBe('2026-05-01')
  expect(dayOf(Date.parse('2026-05-01T17:00:00Z'), vietnam)).toBe('2026-05-02')
})

test('an instant falls on the day that a clock beside it shows, in zones off by parts of an hour too', () => {
  const zones = fc.constantFrom(vietnam, 'Asia/Kathmandu', 'America/St_Johns', 'America/Los_Angeles')
  const instants = fc.integer({ min: Date.parse('2020-01-01T00:00Z'), max: Date.parse('2040-01-01T00:00Z') })
  fc.assert(
    fc.property(instants, zones, (at, zone) => {
      expect(dayOf(at, zone)).toBe(localTimeOf(at, zone).slice(0, 10))
      expect(dayOf(at, zone)).toBe(localTimeOf(at, zone).slice(0, 10))
    }),
  )
})

test('a time read from a clock is the instant the clock showed', () => {
  const instants = fc.integer({
    min: Date.parse('2020-01-01T00:00Z') / 60_000,
    max: Date.parse('2040-01-01T00:00Z') / 60_000,
  })
  fc.assert(
    fc.property(instants, (minutes) => {
      expect(instantOf(localTimeOf(minutes * 60_000, vietnam), vietnam)).toBe(minutes * 60_000)
    }),
  )
})

test('the hours around summer time keep their offset', () => {
  const losAngeles = 'America/Los_Angeles'
  expect(instantOf('2026-03-08T01:59', losAngeles)).toBe(Date.parse('2026-03-08T09:59Z'))
  expect(instantOf('2026-03-08T03:00', losAngeles)).toBe(Date.parse('2026-03-08T10:00Z'))
})

test('what is no time gives null', () => {
  expect(instantOf('', vietnam)).toBeNull()
  expect(instantOf('2026-13-41T25:99', vietnam)).toBeNull()
  expect(instantOf('2026-02-31T08:00', vietnam)).toBeNull()
})

test('days between include both ends and cross the end of February', () => {
  expect(daysBetween('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01'])
})
