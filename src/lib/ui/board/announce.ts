import { isFinished } from '../../domain/assignment.ts'
import type { Entry } from '../../domain/entry.ts'
import type { Progress } from '../../domain/progress.ts'
import type { Words } from '../words/words.svelte.ts'

/** One sentence for all that changed since the last, for those who listen; null when nothing is worth one. */
export function sentenceOf(
  entries: readonly Entry[],
  { words, progress, shortName }: { words: Words; progress: Progress; shortName: (unitId: number) => string },
): string | null {
  const changed = new Map(
    entries.flatMap((entry) =>
      entry.kind.startsWith('assignment.') && 'assignments' in entry.body
        ? entry.body.assignments.map((one) => [one.id, one] as const)
        : [],
    ),
  )
  const [only] = changed.values()
  if (!only) return null
  const { said } = words.t.board
  const done = words.t.common.of(progress.finished, progress.total)
  if (changed.size > 1) return said.several(changed.size, done)
  const unit = shortName(only.unitId)
  return isFinished(only.state) ? said.finished(unit, done) : said.one(unit, words.t.status[only.state])
}
