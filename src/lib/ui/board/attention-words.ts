import type { Attention } from '../../domain/attention.ts'
import type { Instant } from '../../domain/time.ts'
import type { Words } from '../words/words.svelte.ts'

/** More names than this are counted. */
const mostNames = 4

/** What needs somebody, as one sentence: what is said loudly, and the rest. */
export function attentionWords(
  attention: Attention,
  { words, now, shortName }: { words: Words; now: Instant; shortName: (unitId: number) => string },
): { said: string; rest: string } {
  const says = words.t.board.attention
  const { unitIds, assignmentIds } = attention
  const names = namesOf(unitIds.map(shortName), words)
  switch (attention.kind) {
    case 'nothing_done':
      return {
        said: says.nothing_done(unitIds.length),
        rest: says.nothing_doneRest(
          words.untilDue(attention.dueAt, now),
          words.clock(attention.dueAt),
          names,
        ),
      }
    case 'overdue':
      return {
        said: says.overdue(assignmentIds.length),
        rest: says.overdueRest(lower(words.untilDue(attention.dueAt, now), words), names),
      }
    case 'declined':
      return { said: says.declined(assignmentIds.length), rest: says.declinedRest(names) }
    default:
      return attention satisfies never
  }
}

function namesOf(names: string[], words: Words): string {
  const rest = names.length - mostNames
  if (rest <= 0) return names.join(', ')
  return words.list([...names.slice(0, mostNames), words.t.board.attention.andMore(rest)])
}

function lower(text: string, words: Words): string {
  return text.charAt(0).toLocaleLowerCase(words.locale) + text.slice(1)
}
