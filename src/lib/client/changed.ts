import type { Entry } from '../domain/entry.ts'

/** What an entry changed, as keys a screen can look up: 'assignment:12', 'unit:3', 'post:7', 'campaign'. */
export function changedBy(entry: Entry): string[] {
  switch (entry.kind) {
    case 'campaign.created':
    case 'campaign.changed':
    case 'campaign.opened':
    case 'campaign.closed':
      return ['campaign']
    case 'directive.added':
      return [`directive:${entry.body.directive.id}`]
    case 'event.added':
    case 'event.changed':
      return [`event:${entry.body.event.id}`]
    case 'coverage.added':
    case 'coverage.changed':
      return [`coverage:${entry.body.coverage.id}`]
    case 'directive.removed':
    case 'event.removed':
    case 'coverage.removed':
    case 'evidence.removed':
      return []
    case 'assignment.made':
    case 'assignment.accepted':
    case 'assignment.declined':
    case 'assignment.done':
    case 'assignment.verified':
    case 'assignment.returned':
    case 'assignment.cancelled':
    case 'assignment.reassigned':
    case 'assignment.extended':
    case 'assignment.reminded':
    case 'assignment.reverted':
      return entry.body.assignments.map(({ id }) => `assignment:${id}`)
    case 'evidence.added':
      return entry.body.evidence.map(({ assignmentId }) => `assignment:${assignmentId}`)
    case 'posts.reported':
      return [
        ...entry.body.posts.map(({ id }) => `post:${id}`),
        ...entry.body.tallies.map(({ unitId }) => `unit:${unitId}`),
      ]
    case 'posts.matched':
      return entry.body.posts.map(({ id }) => `post:${id}`)
    case 'posts.removed':
      return entry.body.tallies.map(({ unitId }) => `unit:${unitId}`)
    case 'engagement.counted':
      return [
        ...entry.body.counts.map(({ postId }) => `post:${postId}`),
        ...entry.body.tallies.map(({ unitId }) => `unit:${unitId}`),
      ]
    default:
      return entry satisfies never
  }
}
