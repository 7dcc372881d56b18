import type { Channel, ChannelKind } from './channel.ts'
import type { ContentType } from './coverage.ts'
import { isWithinDays } from './match.ts'
import { type Counts, noCounts, type Post, sameCounts } from './post.ts'
import type { Day, Instant } from './time.ts'

/** What becomes of a row of an imported file. */
export const verdicts = ['matched', 'unchanged', 'new', 'unmatched', 'outside', 'bad'] as const
export type Verdict = (typeof verdicts)[number]

export type ImportState = 'waiting' | 'reading' | 'ready' | 'applying' | 'applied' | 'failed' | 'dropped'

/** A file somebody dropped on the board. */
export type ImportLine = {
  id: string
  byPerson: number
  at: Instant
  fileName: string
  timeZone: string
  state: ImportState
  /** 0: not known yet. */
  rowsTotal: number
  rowsDone: number
  problem: { code: string; data: Record<string, unknown> } | null
  appliedAt: Instant | null
}

/** Something is being done about the import: a screen asks again how far it is. */
export function isUnderWay(state: ImportState): boolean {
  return state === 'waiting' || state === 'reading' || state === 'applying'
}

/** In which zone a file may write its publish times. Meta writes the first and does not say so. */
export const importTimeZones = ['America/Los_Angeles', 'Asia/Ho_Chi_Minh', 'UTC'] as const

/** Bytes of a file; a content export of 100,000 posts with long texts is about 40 MB. */
export const largestImport = 50_000_000

/** What a file says of a post; a count it does not give is null. */
export type FilePost = {
  link: string
  keys: string[]
  title: string
  contentType: ContentType
  publishedAt: Instant
  pageName: string | null
  counts: { [K in keyof Counts]: number | null }
}

/** Why a row is not taken, with what the screen needs to say so. */
export type RowReason = { code: string; data?: { [key: string]: string | number } }

export type Known = { campaignId: number; post: Post }

export type ReadRow = {
  verdict: Verdict
  postId: number | null
  unitId: number | null
  reasons: RowReason[]
  /** The counts the post has now and those the file gives. */
  before: Counts | null
  after: Counts | null
}

/**
 * Judges a row against what the board knows: the post it is about, if known, and the registered channel it was
 * published on, if known and of a unit within the campaign.
 */
export function judge(
  filePost: FilePost,
  {
    known,
    channel,
    campaign,
  }: {
    known: Known | null
    channel: Pick<Channel, 'unitId'> | null
    campaign: { id: number; startsOn: Day; endsOn: Day; timeZone: string }
  },
): ReadRow {
  const after = countsAfter(known?.post ?? null, filePost)
  const unitId = known?.post.unitId ?? channel?.unitId ?? null
  const row = { postId: null, unitId, reasons: [], before: null, after }
  if (known && known.campaignId !== campaign.id) {
    return { ...row, verdict: 'outside', reasons: [{ code: 'other_campaign' }] }
  }
  if (known) {
    const { post } = known
    const verdict = post.countedAt !== null && sameCounts(post, after) ? 'unchanged' : 'matched'
    return { ...row, verdict, postId: post.id, before: countsOf(post) }
  }
  if (!isWithinDays(filePost.publishedAt, campaign)) {
    return { ...row, verdict: 'outside', reasons: [{ code: 'outside_campaign' }] }
  }
  if (!channel) return { ...row, verdict: 'unmatched', reasons: [{ code: 'unknown_channel' }] }
  return { ...row, verdict: 'new' }
}

/** The counts a post has once the file is taken: what the file leaves open stays. */
export function countsAfter(post: Counts | null, { counts }: Pick<FilePost, 'counts'>): Counts {
  const { reactions, comments, shares, views } = post ?? noCounts
  return {
    reactions: counts.reactions ?? reactions,
    comments: counts.comments ?? comments,
    shares: counts.shares ?? shares,
    views: counts.views ?? views,
  }
}

/** A post as a file reports it, of the channel it was published on. */
export function postOfFile(
  { link, title, contentType, publishedAt }: FilePost,
  {
    channel,
    by,
    at,
  }: { channel: { id: number; unitId: number; kind: ChannelKind }; by: number; at: Instant },
): Omit<Post, 'id'> {
  return {
    unitId: channel.unitId,
    channelId: channel.id,
    channelKind: channel.kind,
    assignmentId: null,
    link,
    title: title || link,
    contentType,
    publishedAt,
    reportedBy: by,
    reportedAt: at,
    ...noCounts,
    countedAt: null,
    countedFrom: null,
  }
}

function countsOf({ reactions, comments, shares, views }: Counts): Counts {
  return { reactions, comments, shares, views }
}
