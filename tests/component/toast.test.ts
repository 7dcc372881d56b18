import { afterEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import ToastRegion from '#lib/ui/ToastRegion.svelte'
import { Toasts, toastTime } from '#lib/ui/toasts.svelte.ts'
import { inWords } from '../support/screen.ts'

afterEach(() => {
  vi.useRealTimers()
})

test('a toast takes back what was done, once', async () => {
  const toasts = new Toasts()
  const undo = vi.fn()
  await render(ToastRegion, { props: { toasts }, context: inWords() })
  toasts.show('Đã nhắc 2 đơn vị', { undo })
  await expect.element(page.getByText('Đã nhắc 2 đơn vị')).toBeVisible()
  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  expect(undo).toHaveBeenCalledOnce()
  expect(toasts.shown).toEqual([])
})

test('a toast goes after eight seconds, but not under the pointer', () => {
  vi.useFakeTimers()
  const toasts = new Toasts()
  const left = toasts.show('Đã xác nhận')
  const read = toasts.show('Đã nhắc 2 đơn vị')
  toasts.hold(read)
  vi.advanceTimersByTime(toastTime)
  expect(toasts.shown.map(({ id }) => id)).toEqual([read])
  toasts.resume(read)
  vi.advanceTimersByTime(toastTime)
  expect(toasts.shown).toEqual([])
  expect(left).not.toBe(read)
})

test('a fourth toast sends the oldest away', () => {
  const toasts = new Toasts()
  for (const text of ['một', 'hai', 'ba', 'bốn']) toasts.show(text)
  expect(toasts.shown.map(({ text }) => text)).toEqual(['hai', 'ba', 'bốn'])
})
