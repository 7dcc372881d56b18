import { errorCodes, type ErrorCode } from '../domain/error.ts'
import type { PostsPage, PostView } from '../protocol/answers.ts'
import { type PostsAsk, queryOf } from '../protocol/posts.ts'

/** A page of posts from the server; null when it does not come. */
export async function fetchPosts(campaignId: number, ask: PostsAsk): Promise<PostsPage | null> {
  const response = await fetch(`/api/campaigns/${campaignId}/posts${queryOf(ask)}`).catch(() => null)
  return response?.ok ? ((await response.json()) as PostsPage) : null
}

/** One post with its counts, or why not: its code, 'unavailable' when nobody answers. */
export async function fetchPost(campaignId: number, postId: number): Promise<PostView | ErrorCode> {
  const response = await fetch(`/api/campaigns/${campaignId}/posts/${postId}`).catch(() => null)
  if (response?.ok) return (await response.json()) as PostView
  const body = (await response?.json().catch(() => null)) as { code?: unknown } | null
  return errorCodes.find((code) => code === body?.code) ?? 'unavailable'
}
