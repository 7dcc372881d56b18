import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SteadyOrder } from '#lib/ui/wall/steady-order.svelte.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2023-05-12T15:02:00+07:00') })
})
afterEach(() => {
  vi.useRealTimers()
})

test('rows swap once in ten seconds at most, then to the newest order', () => {
  const order = new SteadyOrder([1, 2, 3])
  order.want([2, 1, 3])
  vi.advanceTimersByTime(0)
  expect(order.ids).toEqual([2, 1, 3])
  order.want([3, 2, 1])
  order.want([1, 3, 2])
  vi.advanceTimersByTime(9_999)
  expect(order.ids).toEqual([2, 1, 3])
  vi.advanceTimersByTime(1)
  expect(order.ids).toEqual([1, 3, 2])
  order.close()
})

test('rows do not move under a pointer, and do when it leaves', () => {
  const order = new SteadyOrder([1, 2])
  order.hold(true)
  order.want([2, 1])
  vi.advanceTimersByTime(60_000)
  expect(order.ids).toEqual([1, 2])
  order.hold(false)
  vi.advanceTimersByTime(0)
  expect(order.ids).toEqual([2, 1])
  order.close()
})

test('a unit that comes stands at the end at once, one that goes leaves at once, also under a pointer', () => {
  const order = new SteadyOrder([1, 2, 3])
  order.hold(true)
  order.want([4, 3, 1])
  expect(order.ids).toEqual([1, 3, 4])
  order.close()
})

test('a wall that is left keeps no timer', () => {
  const order = new SteadyOrder([1, 2])
  order.want([2, 1])
  order.close()
  expect(vi.getTimerCount()).toBe(0)
})
