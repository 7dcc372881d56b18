import { type Assignment, isOpen } from './assignment.ts'
import type { Coverage } from './coverage.ts'
import type { Post } from './post.ts'
import { dayOf, type Day, type Instant } from './time.ts'

type Published = Pick<Post, 'unitId' | 'channelKind' | 'contentType' | 'publishedAt'>
type Days = { startsOn: Day; endsOn: Day; timeZone: string }

/**
 * Which assignment each post nobody had reported fulfils; null where it is spontaneous. A post fulfils an
 * assignment of its unit that is open, asks for its channel kind and content type, is due within the campaign
 * and was given before the post was published, when there is only one such. Of several posts that could be the
 * same assignment's, the first published is.
 */
export function matchPosts<P extends Published>(
  posts: readonly P[],
  {
    assignments,
    coverages,
    campaign,
  }: {
    assignments: readonly Assignment[]
    coverages: ReadonlyMap<number, Coverage>
    campaign: Days
  },
): Map<P, Assignment> {
  const open = assignments.filter(({ state, dueAt }) => isOpen(state) && isWithinDays(dueAt, campaign))
  const matched = new Map<P, Assignment>()
  const taken = new Set<number>()
  const inOrder = [...posts].sort((a, b) => a.publishedAt - b.publishedAt)
  for (const post of inOrder) {
    const fitting = open.filter(
      (assignment) =>
        !taken.has(assignment.id) && fulfils(post, assignment, coverages.get(assignment.coverageId)),
    )
    const [only] = fitting
    if (!only || fitting.length > 1) continue
    taken.add(only.id)
    matched.set(post, only)
  }
  return matched
}

function fulfils(post: Published, assignment: Assignment, coverage: Coverage | undefined): boolean {
  return (
    coverage !== undefined &&
    assignment.unitId === post.unitId &&
    coverage.channelKind === post.channelKind &&
    coverage.contentType === post.contentType &&
    givenAt(assignment) <= post.publishedAt
  )
}

/** The earliest moment known of an assignment: when it was given, or later where only later steps are kept. */
function givenAt({ stateAt, before }: Assignment): Instant {
  return Math.min(stateAt, before?.stateAt ?? stateAt)
}

/** Whether an instant falls on a day of the campaign. */
export function isWithinDays(at: Instant, { startsOn, endsOn, timeZone }: Days): boolean {
  const day = dayOf(at, timeZone)
  return startsOn <= day && day <= endsOn
}
