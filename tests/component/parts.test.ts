import { describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import ConnectionChip from '#lib/ui/ConnectionChip.svelte'
import Count from '#lib/ui/Count.svelte'
import ErrorPage from '#lib/ui/ErrorPage.svelte'
import Field from '#lib/ui/Field.svelte'
import SearchField from '#lib/ui/SearchField.svelte'
import StatusChip from '#lib/ui/StatusChip.svelte'
import { toasts } from '#lib/ui/toasts.svelte.ts'
import { inWords, textOf } from '../support/screen.ts'

describe('a status', () => {
  test('is an icon and a word, without its colour too', async () => {
    const { container } = await render(StatusChip, { props: { status: 'overdue' }, context: inWords() })
    await expect.element(page.getByText('Quá hạn')).toBeVisible()
    expect(container.querySelector('svg')).not.toBeNull()
  })

  test('whose time is shown still says its word to those who listen', async () => {
    const { container } = await render(StatusChip, {
      props: { status: 'done', text: '10:40' },
      context: inWords('en'),
    })
    expect(textOf(container)).toBe('Done, to be verified,10:40')
  })
})

describe('a refused field', () => {
  test('keeps what was typed and says what is wrong', async () => {
    await render(Field, {
      props: {
        label: 'Đường dẫn',
        name: 'link',
        required: true,
        value: 'fb.watch/k9',
        error: 'Không nhận ra.',
      },
      context: inWords(),
    })
    const input = page.getByRole('textbox', { name: 'Đường dẫn' })
    await expect.element(input).toHaveValue('fb.watch/k9')
    await expect.element(input).toHaveAccessibleDescription('Không nhận ra.')
    await expect.element(input).toBeInvalid()
  })

  test('says which fields may stay empty', async () => {
    await render(Field, { props: { label: 'Nơi tổ chức', name: 'place' }, context: inWords() })
    await expect.element(page.getByLabelText('Nơi tổ chức (không bắt buộc)')).toBeVisible()
  })
})

describe('the connection', () => {
  const at = Date.parse('2023-05-12T14:20:00+07:00')

  test('says how old what is on screen is, and what waits on this device', async () => {
    const { container } = await render(ConnectionChip, {
      props: { state: 'stale', asOf: at, now: at + 120_000, waiting: 2 },
      context: inWords(),
    })
    expect(textOf(container)).toBe('Bản lúc 14:20 2 việc chờ gửi')
  })

  test('says the day too once that is over', async () => {
    const props = { state: 'stale' as const, asOf: at, now: at + 86_400_000 }
    const { container, rerender } = await render(ConnectionChip, { props, context: inWords() })
    expect(textOf(container)).toBe('Bản lúc 14:20 hôm qua')
    await rerender({ now: at + 3 * 86_400_000 })
    expect(textOf(container)).toBe('Bản lúc 14:20 ngày 12/5')
  })

  test('says nothing of waiting when nothing waits', async () => {
    const { container } = await render(ConnectionChip, { props: { state: 'live' }, context: inWords('en') })
    expect(textOf(container)).toBe('Live')
    await expect.element(page.getByRole('status')).toBeVisible()
  })

  test('is a dot in the head of a phone’s page while all is well, and words as soon as it is not', async () => {
    await page.viewport(390, 844)
    const { container, rerender } = await render(ConnectionChip, {
      props: { state: 'live', isBrief: true },
      context: inWords(),
    })
    const width = () => container.querySelector('.connection')?.getBoundingClientRect().width ?? 0
    const dot = width()
    expect(dot).toBeLessThan(32)
    expect(textOf(container)).toBe('Trực tiếp')
    await rerender({ state: 'offline' })
    expect(width()).toBeGreaterThan(100)
    // Where a line under the head says the words, the head need not make room for them.
    for (const state of ['offline', 'reconnecting', 'stale', 'connecting'] as const) {
      await rerender({ state, isSaidBelow: true })
      expect(width(), state).toBe(dot)
    }
    await rerender({ state: 'offline', waiting: 2 })
    expect(container.querySelector<HTMLElement>('.connection')?.innerText).toContain('2 việc chờ gửi')
    await page.viewport(1366, 768)
  })
})

describe('the page of an error', () => {
  test('offers to copy its code, and says that it did', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    const told = vi.spyOn(toasts, 'show')
    await render(ErrorPage, { props: { status: 404, code: 'not_found' }, context: inWords() })
    await page.getByRole('button', { name: 'Chép' }).click()
    expect(write).toHaveBeenCalledWith('CD-404-NOT-FOUND')
    await vi.waitFor(() => expect(told).toHaveBeenCalledWith('Đã chép'))
    vi.restoreAllMocks()
  })

  test('takes the offer back where the browser forbids it', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not allowed'))
    await render(ErrorPage, { props: { status: 404 }, context: inWords() })
    await page.getByRole('button', { name: 'Chép' }).click()
    await expect.element(page.getByRole('button', { name: 'Chép' })).not.toBeInTheDocument()
    vi.restoreAllMocks()
  })
})

describe('a count', () => {
  test('rolls to the new figure in columns that keep their width', async () => {
    const { container, rerender } = await render(Count, { props: { value: 31 }, context: inWords() })
    const width = container.querySelector('.columns')?.getBoundingClientRect().width
    await rerender({ value: 47 })
    await expect.element(page.getByText('47', { exact: true })).toBeInTheDocument()
    expect(container.querySelector('.columns')?.getBoundingClientRect().width).toBe(width)
    const strips = [...container.querySelectorAll<HTMLElement>('.strip')]
    expect(strips.map(({ style }) => style.translate)).toEqual(['0px -50%', '0px -20%'])
  })

  test('is read out once, as a whole figure', async () => {
    const { container } = await render(Count, { props: { value: 14620 }, context: inWords() })
    expect(container.querySelector('.visually-hidden')?.textContent).toBe('14.620')
    expect(container.querySelector('.columns')?.getAttribute('aria-hidden')).toBe('true')
  })
})

describe('a page’s search', () => {
  test('is led to by / from anywhere nothing is typed, and emptied and left by Esc', async () => {
    await render(SearchField, { props: { slash: true, label: 'Tìm đơn vị', value: 'sìn hồ' } })
    const search = page.getByRole('searchbox', { name: 'Tìm đơn vị' })
    await userEvent.keyboard('/')
    await expect.element(search).toHaveFocus()
    await userEvent.keyboard('1/5')
    await expect.element(search).toHaveValue('1/5')
    await userEvent.keyboard('{Escape}')
    await expect.element(search).toHaveValue('')
    await expect.element(search).not.toHaveFocus()
  })

  test('is left alone by / while another field is typed in, and where it is not the page’s', async () => {
    await render(Field, {
      props: { label: 'Ngày', name: 'day', value: '', required: true },
      context: inWords(),
    })
    await render(SearchField, { props: { slash: true, label: 'Tìm', value: '' } })
    await page.getByRole('textbox', { name: 'Ngày' }).click()
    await userEvent.keyboard('1/5')
    await expect.element(page.getByRole('textbox', { name: 'Ngày' })).toHaveValue('1/5')
    await render(SearchField, { props: { label: 'Tìm trong bảng chọn', value: '' } })
    await page.getByRole('textbox', { name: 'Ngày' }).element().blur()
    await userEvent.keyboard('/')
    await expect.element(page.getByRole('searchbox', { name: 'Tìm', exact: true })).toHaveFocus()
  })
})
