import type { Entry } from '../../domain/entry.ts'
import { isTaskOf } from '../../domain/my-tasks.ts'
import type { OpenCampaign } from '../campaign/open-campaign.svelte.ts'
import type { Toasts } from '../toasts.svelte.ts'
import type { Words } from '../words/words.svelte.ts'
import type { MyWork } from './my-work.svelte.ts'

type Around = { work: MyWork; campaign: OpenCampaign; words: Words; toasts: Pick<Toasts, 'show'> }

/** Says what others did to this person's work: gave it, returned it, reminded of it. */
export function tellNews(entries: readonly Entry[], { work, campaign, words, toasts }: Around): void {
  const mine = { id: work.me.id, unitIds: work.unitIds }
  const { tasks } = words.t
  for (const entry of entries) {
    if (entry.by === work.me.id) continue
    if (
      entry.kind !== 'assignment.made' &&
      entry.kind !== 'assignment.returned' &&
      entry.kind !== 'assignment.reminded'
    ) {
      continue
    }
    const titles = entry.body.assignments
      .filter((assignment) => isTaskOf(assignment, mine))
      .map(({ coverageId }) => campaign.board.coverages[coverageId]?.title ?? '')
    const [title] = titles
    if (title === undefined) continue
    if (entry.kind === 'assignment.returned') toasts.show(tasks.returnedNow(title), { icon: 'return' })
    else if (entry.kind === 'assignment.reminded') toasts.show(tasks.reminded(title), { icon: 'bell' })
    else if (titles.length > 1) toasts.show(tasks.newWorkCount(titles.length), { icon: 'bell' })
    else toasts.show(tasks.newWork(title), { icon: 'bell' })
  }
}
