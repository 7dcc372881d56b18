import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import type { UnitChoice } from '#lib/protocol/admin-answers.ts'
import UnitPicker from '#lib/ui/admin/UnitPicker.svelte'
import { inWords } from '../support/screen.ts'

const names = [
  'LĐLĐ tỉnh Lai Châu',
  'LĐLĐ huyện Mường Tè',
  'LĐLĐ huyện Sìn Hồ',
  'CĐCS Đài Phát thanh – Truyền hình',
  'LĐLĐ huyện Than Uyên',
]
const units = Array.from({ length: 20 }, (_, index): UnitChoice => {
  const name = names[index] ?? `CĐCS Trường số ${index}`
  const id = index + 1
  return {
    id,
    code: `U${id}`,
    name,
    shortName: name.slice(0, 16),
    parentId: null,
    path: index ? `1.${id}` : '1',
  }
})

test('a unit is found by letters without marks, and the first that fits is chosen', async () => {
  await render(UnitPicker, { props: { label: 'Đơn vị', name: 'unitId', units }, context: inWords() })
  await page.getByLabelText('Đơn vị: Lọc danh sách đơn vị').fill('muong te')
  const chosen = () => document.querySelector<HTMLSelectElement>('select[name="unitId"]')
  await expect.poll(() => chosen()?.value).toBe('2')
  expect(chosen()?.selectedOptions[0]?.text).toContain('LĐLĐ huyện Mường Tè (U2)')
})

test('words that stand together are meant before words that are merely both there', async () => {
  await render(UnitPicker, { props: { label: 'Đơn vị', name: 'unitId', units }, context: inWords() })
  await page.getByLabelText('Đơn vị: Lọc danh sách đơn vị').fill('than uyen')
  await expect.poll(() => document.querySelector<HTMLSelectElement>('select[name="unitId"]')?.value).toBe('5')
})

test('what is chosen stays chosen while the list is narrowed to something that is not there', async () => {
  const props = { label: 'Đơn vị', name: 'unitId', units, value: '3' }
  await render(UnitPicker, { props, context: inWords() })
  await page.getByLabelText('Đơn vị: Lọc danh sách đơn vị').fill('không có')
  await expect.poll(() => document.querySelectorAll('select[name="unitId"] option').length).toBe(2)
  expect(document.querySelector<HTMLSelectElement>('select[name="unitId"]')?.value).toBe('3')
})

test('units that make no sense here cannot be chosen', async () => {
  const isLeftOut = ({ id }: UnitChoice) => id <= 10
  const props = { label: 'Cấp trên mới', name: 'parentId', units, isLeftOut }
  await render(UnitPicker, { props, context: inWords() })
  await expect.poll(() => document.querySelectorAll('select[name="parentId"] option').length).toBe(11)
})
