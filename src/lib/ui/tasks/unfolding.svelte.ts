import { SvelteMap } from 'svelte/reactivity'
import { isOpen } from '../../domain/assignment.ts'
import type { MyWork } from './my-work.svelte.ts'

export type Unfolded = 'no' | 'done' | 'decline'

/** Which cards are open. The person decides; work that comes or goes meanwhile opens and closes nothing. */
export class Unfolding {
  readonly #of = new SvelteMap<number, Unfolded>()

  /** Begins with what the address asks for, else with the first work; and with all that was half typed. */
  constructor(work: MyWork, first: { assignmentId: number; unfolded: Unfolded } | null) {
    const top = work.open[0]?.assignment.id
    if (first) this.#of.set(first.assignmentId, first.unfolded)
    else if (top !== undefined) this.#of.set(top, 'done')
    for (const { assignment } of work.open) {
      const draft = work.drafts.of(assignment.id)
      if (draft.links.length > 0 || draft.photos.length > 0) this.#of.set(assignment.id, 'done')
      else if (draft.reason.trim() !== '') this.#of.set(assignment.id, 'decline')
    }
  }

  of(assignmentId: number): Unfolded {
    return this.#of.get(assignmentId) ?? 'no'
  }

  /** The person has sent one: the next opens, unless they have another one open already. */
  goOn(work: MyWork): void {
    const open = work.open
      .filter(({ assignment }) => isOpen(assignment.state))
      .map(({ assignment }) => assignment.id)
    const [next] = open
    if (next !== undefined && open.every((id) => this.of(id) === 'no')) this.set(next, 'done')
  }

  set(assignmentId: number, unfolded: Unfolded): void {
    this.#of.set(assignmentId, unfolded)
  }
}
