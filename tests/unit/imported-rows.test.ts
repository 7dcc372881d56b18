import { expect, test } from 'vitest'
import type { FilePost } from '#lib/domain/imported.ts'
import { type KnownNow, takeRows } from '#lib/domain/imported-rows.ts'

const at = Date.parse('2026-05-03T10:00:00+07:00')
const page = { id: 3, unitId: 8, kind: 'fanpage' } as const
const counts = { reactions: 10, comments: 2, shares: null, views: null }
const before = { reactions: 4, comments: 1, shares: 7, views: 50 }
const post = {
  id: 5,
  unitId: 8,
  channelId: 3,
  channelKind: 'fanpage' as const,
  publishedAt: at - 86_400_000,
  countedAt: at - 3_600_000,
  ...before,
}

function take(rows: Parameters<typeof takeRows>[0], known: Partial<KnownNow> = {}) {
  const nothing: KnownNow = { posts: new Map(), idByKey: new Map(), channels: new Map([[3, page]]) }
  return takeRows(rows, { known: { ...nothing, ...known }, by: 1, at })
}

function reported(link: string, keys: string[] = [], channelId: number | null = 3) {
  const filePost: FilePost = {
    link,
    keys: [link, ...keys],
    title: 'Trao quà',
    contentType: 'news',
    publishedAt: at,
    pageName: null,
    counts,
  }
  return { kind: 'post' as const, row: 2, filePost, channelId }
}

test('a known post gets the counts the file gives; what it leaves open stays', () => {
  const row = { kind: 'counts' as const, row: 2, postId: 5, counts, keys: ['fb:post:9'] }
  expect(take([row], { posts: new Map([[5, post]]) })).toEqual({
    counted: [{ post, counts: { reactions: 10, comments: 2, shares: 7, views: 50 } }],
    names: [{ key: 'fb:post:9', postId: 5 }],
    added: [],
  })
})

test('a post reported since the file was read is counted, not added', () => {
  const known = { posts: new Map([[5, post]]), idByKey: new Map([['fb:post:9', 5]]) }
  const taken = take([reported('https://facebook.com/a/posts/9', ['fb:post:9'])], known)
  expect(taken).toMatchObject({
    counted: [{ post: { id: 5 } }],
    names: [{ key: 'https://facebook.com/a/posts/9', postId: 5 }],
    added: [],
  })
})

test('of several rows about one post the first counts, known or new', () => {
  const known = { posts: new Map([[5, post]]), idByKey: new Map([['fb:post:9', 5]]) }
  const again = { kind: 'counts' as const, row: 4, postId: 5, counts: { ...counts, reactions: 99 }, keys: [] }
  const first = reported('https://facebook.com/a/posts/9', ['fb:post:9'])
  expect(take([first, again], known).counted.map(({ counts }) => counts.reactions)).toEqual([10])
  const fresh = [
    reported('https://a.vn/1', ['x']),
    reported('https://a.vn/2', ['x']),
    reported('https://a.vn/1'),
  ]
  expect(take(fresh).added.map(({ post }) => post.link)).toEqual(['https://a.vn/1'])
})

test('a post of another campaign, of no channel in use or without a link is left out', () => {
  const elsewhere = { idByKey: new Map([['https://a.vn/1', 77]]) }
  expect(take([reported('https://a.vn/1')], elsewhere)).toEqual({ counted: [], names: [], added: [] })
  expect(
    take([reported('https://a.vn/1', [], 4), reported('https://a.vn/2', [], null), reported('')]).added,
  ).toEqual([])
})

test('a file that gives no counts adds posts nobody has counted', () => {
  const silent = { reactions: null, comments: null, shares: null, views: null }
  const row = reported('https://a.vn/1')
  const taken = take([{ ...row, filePost: { ...row.filePost, counts: silent } }])
  expect(taken.added).toMatchObject([{ counts: null, post: { unitId: 8, channelId: 3, countedAt: null } }])
})

test('a file that gives no counts of a known post leaves those it has, and when they were taken', () => {
  const silent = { reactions: null, comments: null, shares: null, views: null }
  const row = { kind: 'counts' as const, row: 2, postId: 5, counts: silent, keys: ['fb:post:9'] }
  const taken = take([row], { posts: new Map([[5, post]]) })
  expect(taken).toEqual({ counted: [], names: [{ key: 'fb:post:9', postId: 5 }], added: [] })
})
