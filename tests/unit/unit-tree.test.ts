import { expect, test } from 'vitest'
import type { KeptUnit } from '#lib/protocol/admin-answers.ts'
import { type Branch, foundIn, treeOf } from '#lib/ui/admin/unit-tree.ts'

const names: [id: number, parentId: number | null, code: string, name: string, kind: KeptUnit['kind']][] = [
  [1, null, 'LC', 'LĐLĐ tỉnh Lai Châu', 'federation'],
  [2, 1, 'LC-MT', 'LĐLĐ huyện Mường Tè', 'upper_union'],
  [3, 1, 'LC-B1', 'Ban Tuyên giáo', 'department'],
  [4, 2, 'LC-MT-10', 'CĐCS Trường Ka Lăng', 'grassroots_union'],
  [5, 2, 'LC-MT-9', 'CĐCS Trường THPT Mường Tè', 'grassroots_union'],
  [6, 1, 'LC-SH', 'LĐLĐ huyện Sìn Hồ', 'upper_union'],
]
const units = names.map(([id, parentId, code, name, kind]): KeptUnit => ({
  id,
  parentId,
  code,
  name,
  kind,
  shortName: code,
  path: String(id),
  memberCount: 0,
  people: 0,
  channels: 0,
  work: 0,
  open: 0,
}))

function outline(branches: readonly Branch[]): unknown[] {
  return branches.map(({ unit, children }) => (children.length > 0 ? [unit.id, outline(children)] : unit.id))
}

test('departments come before unions, and codes are ordered as people count', () => {
  expect(outline(treeOf(units))).toEqual([[1, [3, [2, [5, 4]], 6]]])
})

test('each branch knows how many units are below it, shown or not', () => {
  const [top] = treeOf(units, 'ka lang')
  expect([top?.below, top?.children[0]?.below]).toEqual([5, 2])
})

test('a search without diacritics keeps the way down to what it finds', () => {
  const found = treeOf(units, 'ka lang')
  expect(outline(found)).toEqual([[1, [[2, [4]]]]])
  expect([found[0]?.leadsOn, found[0]?.children[0]?.leadsOn]).toEqual([true, true])
})

test('what is below a unit that is found can still be opened', () => {
  const found = treeOf(units, 'LC-SH')
  expect(outline(found)).toEqual([[1, [6]]])
  expect(outline(treeOf(units, 'huyện mường tè'))).toEqual([[1, [[2, [5, 4]]]]])
})

test('a search that finds nothing leaves nothing', () => {
  expect(treeOf(units, 'Điện Biên')).toEqual([])
  expect(foundIn(units, 'mường tè')).toBe(2)
})

test('a unit whose superior is kept by others stands at the top', () => {
  expect(outline(treeOf(units.filter(({ id }) => id !== 1)))).toEqual([3, [2, [5, 4]], 6])
})
