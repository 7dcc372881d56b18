import type { Channel, ChannelKind } from './channel.ts'
import { countsAfter, type FilePost, postOfFile } from './imported.ts'
import type { Counts, Post } from './post.ts'
import type { Countable } from './tally.ts'
import type { Instant } from './time.ts'

/** A row of a file that was read: new counts of a post known then, or a post nobody had reported. */
export type RowToApply =
  | { kind: 'counts'; row: number; postId: number; counts: FilePost['counts']; keys: string[] }
  | { kind: 'post'; row: number; filePost: FilePost; channelId: number | null }

/** What the board knows of a few rows at the moment they are applied. */
export type KnownNow = {
  /** Posts of this campaign, by id. */
  posts: ReadonlyMap<number, Countable>
  /** Which post, of any campaign, goes by a key. */
  idByKey: ReadonlyMap<string, number>
  channels: ReadonlyMap<number, Pick<Channel, 'id' | 'unitId'> & { kind: ChannelKind }>
}

export type NewPost = { post: Omit<Post, 'id'>; keys: string[]; counts: Counts | null }

export type RowsTaken = {
  counted: { post: Countable; counts: Counts }[]
  /** Further names of known posts. */
  names: { key: string; postId: number }[]
  added: NewPost[]
}

/**
 * What becomes of rows once they are applied. A post that somebody reported since the file was read is counted; one
 * of another campaign, or of a channel that is not in use any more, is left out. Of several rows about one post the
 * first counts.
 */
export function takeRows(
  rows: readonly RowToApply[],
  { known, by, at }: { known: KnownNow; by: number; at: Instant },
): RowsTaken {
  const taken: RowsTaken = { counted: [], names: [], added: [] }
  const done = new Set<number | string>()
  const count = (postId: number, counts: FilePost['counts'], keys: readonly string[]) => {
    const post = known.posts.get(postId)
    if (!post || done.has(postId)) return
    done.add(postId)
    for (const key of keys) if (known.idByKey.get(key) !== postId) taken.names.push({ key, postId })
    if (saysCounts(counts)) taken.counted.push({ post, counts: countsAfter(post, { counts }) })
  }
  for (const row of rows) {
    if (row.kind === 'counts') {
      count(row.postId, row.counts, row.keys)
      continue
    }
    const { filePost, channelId } = row
    const knownAs = filePost.keys.map((key) => known.idByKey.get(key)).find((id) => id !== undefined)
    if (knownAs !== undefined) {
      count(knownAs, filePost.counts, filePost.keys)
      continue
    }
    const channel = channelId === null ? undefined : known.channels.get(channelId)
    const names = [filePost.link, ...filePost.keys]
    if (!channel || filePost.link === '' || names.some((name) => done.has(name))) continue
    for (const name of names) done.add(name)
    taken.added.push({
      post: postOfFile(filePost, { channel, by, at }),
      keys: filePost.keys,
      counts: saysCounts(filePost.counts) ? countsAfter(null, filePost) : null,
    })
  }
  return taken
}

function saysCounts(counts: FilePost['counts']): boolean {
  return Object.values(counts).some((count) => count !== null)
}
