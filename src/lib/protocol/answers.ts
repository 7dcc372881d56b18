import type { Board } from '../domain/board.ts'
import type { Channel } from '../domain/channel.ts'
import type { Counts, CountSource, Post } from '../domain/post.ts'
import type { Instant } from '../domain/time.ts'
import type { Unit } from '../domain/unit.ts'

/** A board and the seq it stands at; it travels packed, see packed.ts. */
export type Snapshot = { board: Board; seq: number }

/** Names behind the ids of a board, kept out of the journal: GET /api/campaigns/:id/directory. */
export type Directory = {
  /** Of the stream `org`: what happened after it may be missing. */
  seq: number
  units: Unit[]
  channels: Channel[]
  people: { id: number; name: string }[]
}

/** A campaign as an officer's phone needs it: the work of their units only. */
export type OfficerCampaign = { snapshot: Snapshot; directory: Directory }

/** An officer's list, and where the stream `org` stood before it was read: GET /api/tasks. */
export type OfficerCampaigns = {
  campaigns: OfficerCampaign[]
  /** Other open campaigns that may give them work, and where the stream of each stands. */
  others: { campaignId: number; seq: number }[]
  seq: number
}

/** What the journal tells of one assignment: GET /api/campaigns/:id/assignments/:id/history, oldest first. */
export type HistoryLine = { seq: number; at: Instant; by: number | null; kind: string; reason: string | null }

/** A page of posts, how many match and what they sum to, as of a seq: GET /api/campaigns/:id/posts. */
export type PostsPage = {
  posts: Post[]
  /** Interactions at a post's latest counts, oldest first; nothing for a post nobody counted. */
  trends: Record<number, number[]>
  total: number
  sums: Counts
  pageSize: number
  seq: number
}

/** A post and how its counts came about, oldest first: GET /api/campaigns/:id/posts/:id. */
export type PostView = { post: Post; counts: CountLine[] }

/** One count of a post; `by` is null when a file or a platform told it. */
export type CountLine = Counts & { at: Instant; countedFrom: CountSource; by: number | null }
