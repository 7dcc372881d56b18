import { type Assignment, isOpen } from './assignment.ts'
import type { Board } from './board.ts'
import type { ChannelKind } from './channel.ts'
import type { ContentType } from './coverage.ts'

/**
 * Open assignments of the unit that such a post would finish, the next due first. A post whose content type nobody
 * has said yet may be any.
 */
export function fittingAssignments(
  { assignments, coverages }: Pick<Board, 'assignments' | 'coverages'>,
  post: { unitId: number; channelKind: ChannelKind; contentType: ContentType | null },
): Assignment[] {
  return Object.values(assignments)
    .filter(({ unitId, state, coverageId }) => {
      const coverage = coverages[coverageId]
      return (
        coverage !== undefined &&
        unitId === post.unitId &&
        isOpen(state) &&
        coverage.channelKind === post.channelKind &&
        (post.contentType === null || coverage.contentType === post.contentType)
      )
    })
    .sort((a, b) => a.dueAt - b.dueAt || a.id - b.id)
}

/** A post that is on the board already becomes evidence only of its own unit's work, and only once. */
export function mayBecomeEvidence(
  known: { unitId: number; assignmentId: number | null },
  of: { unitId: number; assignmentId: number },
): boolean {
  return known.unitId === of.unitId && (known.assignmentId === null || known.assignmentId === of.assignmentId)
}
