import type { Words } from '../words/words.svelte.ts'
import type { OpenWall } from './open-wall.svelte.ts'

/** Units by their short names: as many as a line holds, the others as a number. */
export function namesOf(words: Words, wall: OpenWall, unitIds: readonly number[], most = 3): string {
  const names = unitIds.map((id) => wall.name(id))
  if (names.length <= most) return names.join(', ')
  return words.t.wall.and(names.slice(0, most).join(', '), names.length - most)
}
