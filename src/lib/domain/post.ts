import type { ChannelKind } from './channel.ts'
import type { ContentType } from './coverage.ts'
import type { Day, Instant } from './time.ts'

/** Counts of a post at one moment. */
export type Counts = { reactions: number; comments: number; shares: number; views: number }

export type CountSource = 'typed' | 'file' | 'platform' | 'feed'

/** One published item. The same canonical link is one post, whoever enters it. */
export type Post = Counts & {
  id: number
  unitId: number
  channelId: number | null
  channelKind: ChannelKind
  /** The assignment it fulfils; null when spontaneous. */
  assignmentId: number | null
  link: string
  title: string
  contentType: ContentType
  publishedAt: Instant
  reportedBy: number | null
  reportedAt: Instant
  /** Null: nobody has counted yet. */
  countedAt: Instant | null
  countedFrom: CountSource | null
}

/** Posts and what they gained, of one unit on one channel on one day. A gain may be negative. */
export type Tally = Counts & {
  unitId: number
  channelId: number | null
  channelKind: ChannelKind
  day: Day
  posts: number
}

export const noCounts: Counts = { reactions: 0, comments: 0, shares: 0, views: 0 }

/** Tương tác: reactions, comments and shares. Views are shown apart. */
export function interactions(counts: Counts): number {
  return counts.reactions + counts.comments + counts.shares
}

export function sameCounts(a: Counts, b: Counts): boolean {
  return (
    a.reactions === b.reactions && a.comments === b.comments && a.shares === b.shares && a.views === b.views
  )
}

/** What came since; negative where a platform took something back. */
export function gain(before: Counts, after: Counts): Counts {
  return {
    reactions: after.reactions - before.reactions,
    comments: after.comments - before.comments,
    shares: after.shares - before.shares,
    views: after.views - before.views,
  }
}
