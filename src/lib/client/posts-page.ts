import type { Entry } from '../domain/entry.ts'
import { interactions, type Post } from '../domain/post.ts'
import type { PostsPage, PostView } from '../protocol/answers.ts'

export type Shown = {
  posts: readonly Post[]
  trends: Record<number, number[]>
  /** Posts of the page that were taken away since it was loaded; they keep their place. */
  removed: ReadonlySet<number>
  /** Posts reported since that belong to what was asked for, and are not on the page. */
  fresh: ReadonlySet<number>
}

export function shownAtFirst({ posts, trends }: PostsPage): Shown {
  return { posts, trends, removed: new Set(), fresh: new Set() }
}

/** What is shown after these entries: rows change where they stand, none is added. */
export function shownAfter(
  shown: Shown,
  entries: readonly Entry[],
  isAskedFor: (post: Post) => boolean,
): Shown {
  const posts = new Map(shown.posts.map((post) => [post.id, post]))
  const trends = { ...shown.trends }
  const removed = new Set(shown.removed)
  const fresh = new Set(shown.fresh)
  for (const entry of entries) {
    switch (entry.kind) {
      case 'posts.reported':
        for (const post of entry.body.posts) if (!posts.has(post.id) && isAskedFor(post)) fresh.add(post.id)
        break
      case 'posts.matched':
        for (const post of entry.body.posts) if (posts.has(post.id)) posts.set(post.id, post)
        break
      case 'posts.removed':
        for (const id of entry.body.postIds) {
          fresh.delete(id)
          if (posts.has(id)) removed.add(id)
        }
        break
      case 'engagement.counted':
        for (const { postId, ...counts } of entry.body.counts) {
          const post = posts.get(postId)
          if (!post) continue
          posts.set(postId, { ...post, ...counts, countedAt: entry.at, countedFrom: entry.body.from })
          trends[postId] = [...(trends[postId] ?? []), interactions(counts)]
        }
        break
    }
  }
  return { posts: [...posts.values()], trends, removed, fresh }
}

/** Whether an entry may change what a list of posts sums to. */
export function isAboutPosts({ kind }: Entry): boolean {
  return kind.startsWith('posts.') || kind === 'engagement.counted'
}

/** One post and its counts with what happened since; null once it is taken away. */
export function viewAfter(view: PostView, entry: Entry): PostView | null {
  const { id } = view.post
  switch (entry.kind) {
    case 'posts.matched': {
      const post = entry.body.posts.find((one) => one.id === id)
      return post ? { ...view, post } : view
    }
    case 'posts.removed':
      return entry.body.postIds.includes(id) ? null : view
    case 'engagement.counted': {
      const count = entry.body.counts.find(({ postId }) => postId === id)
      if (!count || view.counts.some(({ at }) => at === entry.at)) return view
      const { postId: _, ...counts } = count
      const { at, by } = entry
      const { from } = entry.body
      return {
        post: { ...view.post, ...counts, countedAt: at, countedFrom: from },
        counts: [...view.counts, { at, by, countedFrom: from, ...counts }],
      }
    }
    default:
      return view
  }
}
