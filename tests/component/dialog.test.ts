import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import Dialog from '#lib/ui/Dialog.svelte'
import Drawer from '#lib/ui/Drawer.svelte'
import { html, inWords } from '../support/screen.ts'

test('a dialog takes the focus, gives it back, and closes on Escape', async () => {
  const opener = document.body.appendChild(document.createElement('button'))
  opener.focus()
  const onclose = vi.fn()
  const props = { title: 'Trả lại việc', children: html('<input aria-label="Lý do" />'), onclose }
  const { rerender } = await render(Dialog, { props: { ...props, open: false }, context: inWords() })

  await rerender({ open: true })
  await expect.element(page.getByRole('dialog', { name: 'Trả lại việc' })).toBeVisible()
  expect(document.activeElement?.closest('dialog')).not.toBeNull()

  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  expect(onclose).toHaveBeenCalledOnce()
  expect(document.activeElement).toBe(opener)
  opener.remove()
})

test('a dialog with a form begins at its first field', async () => {
  const children = html(
    '<form><button type="button">Mẫu</button><textarea aria-label="Lý do"></textarea><input /></form>',
  )
  await render(Dialog, { props: { title: 'Trả lại việc', open: true, children }, context: inWords() })
  await expect.element(page.getByLabelText('Lý do')).toHaveFocus()
})

test('a dialog closes by its button and by the ground around it', async () => {
  const props = { title: 'Nhắc', children: html('<p>Nhắc 2 đơn vị</p>') }
  const { rerender } = await render(Dialog, { props: { ...props, open: true }, context: inWords() })
  await page.getByRole('button', { name: 'Đóng' }).click()
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()

  await rerender({ open: false })
  await rerender({ open: true })
  await expect.element(page.getByRole('dialog')).toBeVisible()
  document.querySelector('dialog')?.click()
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
})

test('Escape closes what is above a drawer first, then the drawer', async () => {
  const closeDrawer = vi.fn()
  const context = inWords()
  await render(Drawer, {
    props: { label: 'Chi tiết', onclose: closeDrawer, children: html('<p>Mường Tè</p>') },
    context,
  })
  await render(Dialog, { props: { title: 'Trả lại việc', open: true, children: html('<p></p>') }, context })
  await expect.element(page.getByRole('dialog')).toBeVisible()

  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  expect(closeDrawer).not.toHaveBeenCalled()

  await userEvent.keyboard('{Escape}')
  expect(closeDrawer).toHaveBeenCalledOnce()
})
