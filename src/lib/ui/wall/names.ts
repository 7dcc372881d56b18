import type { Words } from '../words/words.svelte.ts'
import type { OpenWall } from './open-wall.svelte.ts'

/** Units by their short names; of more than three the first ones (one, two), the others as a number. */
export function namesOf(words: Words, wall: OpenWall, unitIds: readonly number[], first = 2): string {
  const names = unitIds.map((id) => wall.name(id))
  if (names.length <= 3) return names.join(', ')
  return words.t.wall.and(names.slice(0, first).join(', '), names.length - first)
}
