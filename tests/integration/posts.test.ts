import { beforeAll, describe, expect, test } from 'vitest'
import { DomainError } from '#lib/domain/error.ts'
import type { PostsPage } from '#lib/protocol/answers.ts'
import { everyPost, type PostsAsk } from '#lib/protocol/posts.ts'
import { campaignStream, headOf } from '#lib/server/journal/journal.ts'
import { postFor, postsFor } from '#lib/server/queries/posts.ts'
import { done, openCampaign } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'

const { database, who } = withCast()
let campaignId: number
const ids: Record<string, number> = {}

beforeAll(async () => {
  const { sql } = database
  const opened = await openCampaign(sql, who)
  campaignId = opened.campaignId
  await report('gifts', {
    title: 'Trao quà đoàn viên',
    link: 'facebook.com/cdmt/posts/700000000007001',
    day: '05-02',
  })
  await report('sport', {
    title: 'Hội thao công nhân',
    link: 'facebook.com/cdmt/posts/700000000007002',
    day: '05-03',
  })
  await done(sql, who.staffOfSinHo, {
    kind: 'markDone',
    campaignId,
    assignmentId: opened.assignmentIds[1],
    posts: [
      {
        link: 'facebook.com/cdsh/posts/700000000007003',
        title: 'Lễ phát động',
        contentType: null,
        publishedAt: null,
      },
    ],
    fileIds: [],
  })
  await count('gifts', { reactions: 10, views: 500 })
  await count('gifts', { reactions: 30, views: 900 })
  await count('sport', { reactions: 20, views: 2000 })
})

async function report(name: string, post: { title: string; link: string; day: string }): Promise<void> {
  const reply = await done(database.sql, who.staffOfMuongTe, {
    kind: 'reportPost',
    campaignId,
    unitId: who.muongTe.id,
    link: `https://www.${post.link}`,
    title: post.title,
    contentType: name === 'sport' ? 'video' : 'news',
    publishedAt: Date.parse(`2026-${post.day}T00:30:00+07:00`),
    channelKind: 'fanpage',
  })
  ids[name] = Number(reply.result['postId'])
}

async function count(name: string, counts: { reactions: number; views: number }): Promise<void> {
  const postId = ids[name] ?? 0
  await done(database.sql, who.staffOfMuongTe, {
    kind: 'count',
    campaignId,
    postId,
    comments: 1,
    shares: 0,
    ...counts,
  })
}

function find(ask: Partial<PostsAsk>): Promise<PostsPage> {
  return postsFor(database.sql, who.leader, { campaignId, ask: { ...everyPost, ...ask } })
}

const titles = ({ posts }: PostsPage) => posts.map(({ title }) => title)

describe('the list of posts', () => {
  test.each<[string, Partial<PostsAsk>, string[]]>([
    ['words without marks', { words: 'trao qua' }, ['Trao quà đoàn viên']],
    ['words of the title and of the unit together', { words: 'thao muong' }, ['Hội thao công nhân']],
    [
      'a pasted link, however decorated',
      { words: 'https://m.facebook.com/cdmt/posts/700000000007001?fbclid=x' },
      ['Trao quà đoàn viên'],
    ],
    ['no post whose title has only one of the words', { words: 'trao xe' }, []],
    ['a day of the campaign’s own clock', { day: '2026-05-03' }, ['Hội thao công nhân']],
    ['a type', { contentType: 'video' }, ['Hội thao công nhân']],
    ['evidence of assignments', { planned: true }, ['Lễ phát động']],
    [
      'the most watched first',
      { planned: false, order: 'views' },
      ['Hội thao công nhân', 'Trao quà đoàn viên'],
    ],
    [
      'the most liked first',
      { planned: false, order: 'reactions' },
      ['Trao quà đoàn viên', 'Hội thao công nhân'],
    ],
  ])('finds %s', async (_what, ask, expected) => {
    const page = await find(ask)
    expect(titles(page)).toEqual(expected)
    expect(page.total).toBe(expected.length)
  })

  test('a per cent sign is a sign, not anything', async () => {
    expect(titles(await find({ words: '%' }))).toEqual([])
  })

  test('sums what matches, not what is on the page', async () => {
    const page = await find({ planned: false, page: 1 })
    expect(page).toMatchObject({
      posts: [],
      total: 2,
      sums: { reactions: 50, comments: 2, shares: 0, views: 2900 },
    })
  })

  test('shows how interactions went, oldest first, and as of which entry', async () => {
    const { trends, seq } = await find({})
    expect(trends[ids['gifts'] ?? 0]).toEqual([11, 31])
    expect(seq).toBe(await headOf(database.sql, campaignStream(campaignId)))
  })
})

describe('one post', () => {
  test('comes with its counts and who took them', async () => {
    const { post, counts } = await postFor(database.sql, who.leader, {
      campaignId,
      postId: ids['gifts'] ?? 0,
    })
    expect(post).toMatchObject({ title: 'Trao quà đoàn viên', reactions: 30, countedFrom: 'typed' })
    expect(counts).toMatchObject([
      { reactions: 10, views: 500, countedFrom: 'typed', by: who.staffOfMuongTe.personId },
      { reactions: 30, views: 900 },
    ])
  })

  test('of another campaign, or for a stranger, is not found', async () => {
    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => null,
        (error: unknown) => (error instanceof DomainError ? error.code : Promise.reject(error)),
      )
    const { sql } = database
    const postId = ids['gifts'] ?? 0
    const other = await openCampaign(sql, who)
    expect(await codeOf(postFor(sql, who.leader, { campaignId: other.campaignId, postId }))).toBe('not_found')
    expect(await codeOf(postFor(sql, who.stranger, { campaignId, postId }))).toBe('not_found')
    expect(await codeOf(postFor(sql, null, { campaignId, postId }))).toBe('not_found')
    expect(await codeOf(postsFor(sql, who.stranger, { campaignId, ask: everyPost }))).toBe('not_found')
  })
})
