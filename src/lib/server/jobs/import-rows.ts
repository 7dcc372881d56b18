import { type FilePost, judge, type ReadRow, type RowReason } from '../../domain/imported.ts'
import { channelKeysOf } from '../../domain/link.ts'
import { foldText } from '../../domain/fold-text.ts'
import type { Campaign } from '../../domain/campaign.ts'
import type { ImportedPost, ParsedRow } from '../ingest/meta.ts'
import type { ChannelPlace } from '../store/channel.ts'
import type { KnownPost } from '../store/post.ts'

export type JudgedRow = ReadRow & {
  row: number
  filePost: FilePost | null
  channel: ChannelPlace | null
  /** Of a known post: by which names of the file it is not known yet. */
  newKeys?: string[]
}

/** Turns rows as parsed into rows as judged. Remembers the file's posts, so that a repeated one is taken once. */
export class RowJudge {
  readonly #campaign: Campaign
  readonly #byKey: ReadonlyMap<string, ChannelPlace>
  readonly #byName: ReadonlyMap<string, ChannelPlace | null>
  readonly #seen = new Map<string, number>()

  constructor(campaign: Campaign, channels: readonly ChannelPlace[]) {
    this.#campaign = campaign
    this.#byKey = new Map(
      channels.flatMap((channel) => (channel.addressKey === null ? [] : [[channel.addressKey, channel]])),
    )
    this.#byName = byName(channels.filter(({ kind }) => kind === 'fanpage'))
  }

  judgeAll(rows: readonly ParsedRow[], known: readonly KnownPost[]): JudgedRow[] {
    const byKey = new Map(known.flatMap((post) => post.keys.map((key) => [key, post] as const)))
    return rows.map((row) => {
      if (!row.ok)
        return unusable(
          row.row,
          row.reasons.map(({ code, column, value }) => ({ code, data: { column, value } })),
        )
      const filePost = filePostOf(row.post)
      const post = filePost.keys.map((key) => byKey.get(key)).find(Boolean) ?? null
      const repeated = this.#firstRowOf(row.row, [...filePost.keys, ...(post ? [`post:${post.id}`] : [])])
      if (repeated !== null) {
        return { ...unusable(row.row, [{ code: 'repeated', data: { row: repeated } }]), filePost }
      }
      const channel = this.#channelOf(row.post)
      const judged = judge(filePost, {
        known: post && { campaignId: post.campaignId, post },
        channel,
        campaign: this.#campaign,
      })
      const newKeys = post ? filePost.keys.filter((key) => !post.keys.includes(key)) : undefined
      return { row: row.row, filePost, channel, newKeys, ...linked(judged, row.post) }
    })
  }

  /** The row that named one of these keys before; null when this is the first. */
  #firstRowOf(row: number, keys: readonly string[]): number | null {
    const before = keys.map((key) => this.#seen.get(key)).find((seen) => seen !== undefined)
    if (before !== undefined) return before
    for (const key of keys) this.#seen.set(key, row)
    return null
  }

  /** By the address of the post, else by the page's number, else by a page name only one channel has. */
  #channelOf({ canonical, pageId, pageName, network }: ImportedPost): ChannelPlace | null {
    const keys = [...(canonical ? channelKeysOf(canonical) : []), ...(pageId ? [`${network}:${pageId}`] : [])]
    for (const key of keys) {
      const channel = this.#byKey.get(key)
      if (channel) return channel
    }
    return this.#byName.get(foldText(pageName)) ?? null
  }
}

/** A post without a link can be counted when it is known, but not added. */
function linked(judged: ReadRow, { link }: ImportedPost): ReadRow {
  if (judged.verdict !== 'new' || link !== null) return judged
  return { ...judged, verdict: 'bad', reasons: [{ code: 'no_link' }] }
}

function filePostOf(post: ImportedPost): FilePost {
  const { reactions, comments, shares, views, title, contentType, publishedAt, keys, pageName } = post
  const counts = { reactions, comments, shares, views }
  return { link: post.link ?? '', keys, title, contentType, publishedAt, pageName: pageName || null, counts }
}

function unusable(row: number, reasons: RowReason[]): JudgedRow {
  const nothing = { postId: null, unitId: null, before: null, after: null, filePost: null, channel: null }
  return { row, verdict: 'bad', reasons, ...nothing }
}

/** Null: several channels share the name. */
function byName(channels: readonly ChannelPlace[]): Map<string, ChannelPlace | null> {
  const found = new Map<string, ChannelPlace | null>()
  for (const channel of channels) {
    const name = foldText(channel.name)
    found.set(name, found.has(name) ? null : channel)
  }
  return found
}
