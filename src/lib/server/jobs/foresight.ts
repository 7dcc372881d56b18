import { type Assignment, isOpen } from '../../domain/assignment.ts'
import type { Campaign } from '../../domain/campaign.ts'
import type { Coverage } from '../../domain/coverage.ts'
import { type FilePost, postOfFile } from '../../domain/imported.ts'
import { matchPosts } from '../../domain/match.ts'
import type { ImportRow } from '../store/import.ts'
import type { JudgedRow } from './import-rows.ts'

/** Which open assignments the new posts of a file will fulfil, batch after batch, each assignment once. */
export class Foresight {
  readonly #campaign: Campaign
  readonly #coverages: ReadonlyMap<number, Coverage>
  #open: Assignment[]

  constructor(
    campaign: Campaign,
    plan: { assignments: readonly Assignment[]; coverages: readonly Coverage[] },
  ) {
    this.#campaign = campaign
    this.#coverages = new Map(plan.coverages.map((coverage) => [coverage.id, coverage]))
    this.#open = plan.assignments.filter(({ state }) => isOpen(state))
  }

  rows(judged: readonly JudgedRow[]): ImportRow[] {
    const drafts = new Map(
      judged.flatMap((row) =>
        row.verdict === 'new' && row.filePost && row.channel
          ? [[row.row, draftOf(row.filePost, row.channel)] as const]
          : [],
      ),
    )
    const matched = matchPosts([...drafts.values()], {
      assignments: this.#open,
      coverages: this.#coverages,
      campaign: this.#campaign,
    })
    const taken = new Set([...matched.values()].map(({ id }) => id))
    this.#open = this.#open.filter(({ id }) => !taken.has(id))
    return judged.map(({ channel, ...row }) => {
      const draft = drafts.get(row.row)
      const assignmentId = (draft && matched.get(draft)?.id) ?? null
      return { ...row, channelId: channel?.id ?? null, assignmentId }
    })
  }
}

function draftOf(filePost: FilePost, channel: NonNullable<JudgedRow['channel']>) {
  return postOfFile(filePost, { channel, by: 0, at: 0 })
}
