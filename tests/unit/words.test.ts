import { describe, expect, test } from 'vitest'
import { errorCodes } from '#lib/domain/error.ts'
import { initialsOf } from '#lib/ui/initials.ts'
import { en } from '#lib/ui/words/en.ts'
import { vi } from '#lib/ui/words/vi.ts'
import { Words } from '#lib/ui/words/words.svelte.ts'

const vietnamese = new Words(() => 'vi')
const english = new Words(() => 'en')

describe.each([
  ['Vietnamese', vietnamese],
  ['English', english],
])('refusals in %s', (_language, words) => {
  test.each(errorCodes)('%s is a whole sentence, with and without its facts', (code) => {
    for (const facts of [
      {},
      { field: 'name', state: 'done', day: '2023-06-01', needs: 'admin', most: 10_000_000 },
    ]) {
      const said = words.error(code, facts)
      expect(said).toMatch(/^\p{Lu}|^“/u)
      expect(said).toMatch(/[.”]$/u)
      expect(said).not.toMatch(/undefined|null|NaN|\[object|!/)
    }
  })

  test('a code nobody has words for is read out', () => {
    expect(words.error('moon_full')).toContain('moon_full')
    expect(words.error('toString')).toContain('toString')
  })
})

test('a fact of the wrong kind does no harm', () => {
  expect(vietnamese.error('wrong_state', { state: 'constructor' })).toBe(
    'Việc này vừa có người đổi. Xem lại trước khi bấm tiếp.',
  )
  expect(vietnamese.error('too_many_tries', { seconds: 'soon' })).toContain('ít phút')
})

test('both languages have words for the same things, none of them empty', () => {
  expect(wordsIn(en)).toEqual(wordsIn(vi))
})

test('one is not said as many', () => {
  expect(Object.values(en.kinds.counts).map((word) => word(1))).toEqual(['like', 'comment', 'share', 'view'])
  expect(Object.values(en.kinds.counts).map((word) => word(2))).toEqual([
    'likes',
    'comments',
    'shares',
    'views',
  ])
})

test('an avatar shows the first letters of the family name and the given name', () => {
  expect(initialsOf('Nguyễn Thị Hà')).toBe('NH')
  expect(initialsOf('Đào Ánh')).toBe('ĐÁ')
  expect(initialsOf('Hà')).toBe('H')
})

/** The addresses of all words of a dictionary. */
function wordsIn(dictionary: object, path = ''): string[] {
  return Object.entries(dictionary).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === 'object' && value !== null) return wordsIn(value, `${path}${key}.`)
    if (value === '') throw new Error(`${path}${key} is empty`)
    return [path + key]
  })
}
