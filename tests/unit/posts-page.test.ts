import { describe, expect, test } from 'vitest'
import { shownAfter, shownAtFirst, viewAfter } from '#lib/client/posts-page.ts'
import type { CampaignFact, Entry } from '#lib/domain/entry.ts'
import type { Post } from '#lib/domain/post.ts'
import type { PostsPage } from '#lib/protocol/answers.ts'
import { askOf, everyPost, isAskedFor, queryOf } from '#lib/protocol/posts.ts'

const post = (id: number, given: Partial<Post> = {}): Post => ({
  id,
  unitId: 3,
  channelId: null,
  channelKind: 'fanpage',
  assignmentId: null,
  link: `https://www.facebook.com/cdmt/posts/${id}`,
  title: `Bài ${id}`,
  contentType: 'news',
  publishedAt: Date.parse('2026-05-02T23:30:00+07:00'),
  reportedBy: 1,
  reportedAt: 0,
  reactions: 0,
  comments: 0,
  shares: 0,
  views: 0,
  countedAt: null,
  countedFrom: null,
  ...given,
})

const page: PostsPage = {
  posts: [post(1), post(2)],
  trends: { 1: [4] },
  total: 2,
  sums: { reactions: 0, comments: 0, shares: 0, views: 0 },
  pageSize: 50,
  seq: 10,
}

const entry = (seq: number, fact: CampaignFact): Entry => ({ ...fact, seq, at: seq * 1000, by: 1, cmd: '' })
const reported = (seq: number, posts: Post[]) =>
  entry(seq, { kind: 'posts.reported', body: { posts, tallies: [] } })
const counted = (seq: number, postId: number, reactions: number) =>
  entry(seq, {
    kind: 'engagement.counted',
    body: { counts: [{ postId, reactions, comments: 1, shares: 1, views: 9 }], from: 'file', tallies: [] },
  })

const first = shownAtFirst(page)
const all = () => true

describe('a list on screen', () => {
  test('takes new counts where the row stands', () => {
    const shown = shownAfter(first, [counted(11, 1, 8)], all)
    expect(shown.posts.map(({ id }) => id)).toEqual([1, 2])
    expect(shown.posts[0]).toMatchObject({ reactions: 8, countedAt: 11_000, countedFrom: 'file' })
    expect(shown.trends[1]).toEqual([4, 10])
  })

  test('counts what arrived and was asked for, and adds no row', () => {
    const shown = shownAfter(first, [reported(11, [post(3), post(4)])], ({ id }) => id === 4)
    expect(shown.posts).toHaveLength(2)
    expect([...shown.fresh]).toEqual([4])
  })

  test('keeps the place of a post taken away, and forgets a new one', () => {
    const gone = entry(12, { kind: 'posts.removed', body: { postIds: [2, 3], tallies: [], ticker: [] } })
    const shown = shownAfter(first, [reported(11, [post(3)]), gone], all)
    expect([...shown.removed]).toEqual([2])
    expect(shown.posts).toHaveLength(2)
    expect([...shown.fresh]).toEqual([])
  })

  test('says of a post that it became evidence', () => {
    const matched = entry(11, { kind: 'posts.matched', body: { posts: [post(2, { assignmentId: 5 })] } })
    expect(shownAfter(first, [matched], all).posts[1]).toMatchObject({ assignmentId: 5 })
  })
})

describe('an open post', () => {
  const view = { post: post(1), counts: [] }

  test('gets a line for each count, once', () => {
    const after = viewAfter(view, counted(11, 1, 8))
    expect(after?.counts).toEqual([
      { at: 11_000, by: 1, countedFrom: 'file', reactions: 8, comments: 1, shares: 1, views: 9 },
    ])
    expect(after && viewAfter(after, counted(11, 1, 8))).toBe(after)
    expect(viewAfter(view, counted(11, 2, 8))).toBe(view)
  })

  test('is gone when it is taken away', () => {
    const gone = entry(12, { kind: 'posts.removed', body: { postIds: [1], tallies: [], ticker: [] } })
    expect(viewAfter(view, gone)).toBeNull()
  })
})

describe('an address of the list', () => {
  test('says what is asked for and nothing else', () => {
    expect(queryOf(everyPost)).toBe('')
    const ask = { ...everyPost, words: 'mường tè', channelKind: 'zalo', planned: false, page: 2 } as const
    expect(askOf(new URLSearchParams(queryOf(ask)))).toEqual(ask)
  })

  test('that is wrong shows what of it is right', () => {
    const asked = new URLSearchParams('unitId=x&channelKind=radio&day=2026-13-40&page=-1&order=views&words=')
    expect(askOf(asked)).toEqual({ ...everyPost, order: 'views' })
  })

  test('asks for a post by the rule of the server', () => {
    const around = {
      unit: { code: 'LC-MT', name: 'LĐLĐ huyện Mường Tè', shortName: 'Mường Tè' },
      timeZone: 'Asia/Ho_Chi_Minh',
    }
    expect(isAskedFor(post(1), { ...everyPost, words: 'bai muong' }, around)).toBe(true)
    expect(isAskedFor(post(1), { ...everyPost, words: 'bai sin ho' }, around)).toBe(false)
    expect(isAskedFor(post(1), { ...everyPost, day: '2026-05-02' }, around)).toBe(true)
    expect(isAskedFor(post(1), { ...everyPost, planned: true }, around)).toBe(false)
  })
})
