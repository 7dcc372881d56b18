import type { Assignment } from './assignment.ts'
import type { Campaign, Directive } from './campaign.ts'
import type { ChannelKind } from './channel.ts'
import type { CampaignEvent, Coverage } from './coverage.ts'
import type { Entry, Evidence } from './entry.ts'
import { applyTallies, type Figures, noFigures } from './figures.ts'
import type { Post } from './post.ts'
import type { Instant } from './time.ts'

/**
 * A campaign as every screen holds it: records by id. Only posts that are evidence are here, so that its size
 * grows with the work planned, not with what is published; all posts are in the figures.
 */
export type Board = {
  campaign: Campaign
  directives: Record<number, Directive>
  events: Record<number, CampaignEvent>
  coverages: Record<number, Coverage>
  assignments: Record<number, Assignment>
  evidence: Record<string, Evidence>
  posts: Record<number, Post>
  figures: Figures
  /** Newest first. */
  ticker: TickerLine[]
}

export type TickerLine = {
  postId: number
  unitId: number
  channelKind: ChannelKind
  title: string
  link: string
  at: Instant
}

export const tickerLength = 20

/** The board before its first entry; campaign.created gives it its campaign. */
export function emptyBoard(campaign: Campaign): Board {
  return {
    campaign,
    directives: {},
    events: {},
    coverages: {},
    assignments: {},
    evidence: {},
    posts: {},
    figures: noFigures(),
    ticker: [],
  }
}

/** The board after these entries, in seq order. The board given stays as it was. */
export function fold(board: Board, entries: readonly Entry[]): Board {
  if (entries.length === 0) return board
  const draft: Board = {
    campaign: board.campaign,
    directives: { ...board.directives },
    events: { ...board.events },
    coverages: { ...board.coverages },
    assignments: { ...board.assignments },
    evidence: { ...board.evidence },
    posts: { ...board.posts },
    figures: board.figures,
    ticker: board.ticker,
  }
  for (const entry of entries) apply(draft, entry)
  return draft
}

function apply(draft: Board, entry: Entry): void {
  switch (entry.kind) {
    case 'campaign.created':
      draft.campaign = entry.body.campaign
      for (const directive of entry.body.directives) draft.directives[directive.id] = directive
      return
    case 'campaign.changed':
    case 'campaign.opened':
    case 'campaign.closed':
      draft.campaign = { ...draft.campaign, ...entry.body }
      return
    case 'directive.added':
      draft.directives[entry.body.directive.id] = entry.body.directive
      return
    case 'directive.removed':
      delete draft.directives[entry.body.id]
      return
    case 'event.added':
    case 'event.changed':
      draft.events[entry.body.event.id] = entry.body.event
      return
    case 'event.removed':
      delete draft.events[entry.body.id]
      return
    case 'coverage.added':
    case 'coverage.changed':
      draft.coverages[entry.body.coverage.id] = entry.body.coverage
      return
    case 'coverage.removed':
      delete draft.coverages[entry.body.id]
      return
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
      for (const assignment of entry.body.assignments) draft.assignments[assignment.id] = assignment
      return
    case 'evidence.added':
      for (const evidence of entry.body.evidence) draft.evidence[evidence.id] = evidence
      return
    case 'evidence.removed':
      for (const id of entry.body.ids) delete draft.evidence[id]
      return
    case 'posts.reported':
      for (const post of entry.body.posts) if (post.assignmentId !== null) draft.posts[post.id] = post
      draft.figures = applyTallies(draft.figures, entry.body.tallies)
      draft.ticker = withNewest(draft.ticker, entry.body.posts)
      return
    case 'posts.matched':
      for (const post of entry.body.posts) draft.posts[post.id] = post
      return
    case 'posts.removed':
      for (const id of entry.body.postIds) delete draft.posts[id]
      draft.figures = applyTallies(draft.figures, entry.body.tallies)
      draft.ticker = entry.body.ticker
      return
    case 'engagement.counted':
      for (const { postId, ...counts } of entry.body.counts) {
        const post = draft.posts[postId]
        if (post) {
          draft.posts[postId] = { ...post, ...counts, countedAt: entry.at, countedFrom: entry.body.from }
        }
      }
      draft.figures = applyTallies(draft.figures, entry.body.tallies)
      return
    default:
      entry satisfies never
  }
}

export function tickerLine(post: Post): TickerLine {
  const { id, unitId, channelKind, title, link, reportedAt } = post
  return { postId: id, unitId, channelKind, title, link, at: reportedAt }
}

function withNewest(ticker: TickerLine[], posts: readonly Post[]): TickerLine[] {
  const newest = posts.slice(-tickerLength).reverse().map(tickerLine)
  return [...newest, ...ticker].slice(0, tickerLength)
}
