import { describe, expect, test } from 'vitest'
import { type FilePost, judge } from '#lib/domain/imported.ts'
import { noCounts, type Post } from '#lib/domain/post.ts'

const campaign = { id: 3, startsOn: '2026-05-01', endsOn: '2026-05-31', timeZone: 'Asia/Ho_Chi_Minh' }
const filePost: FilePost = {
  link: 'https://www.facebook.com/cdsinho/posts/712345678901234',
  keys: ['fb:post:712345678901234'],
  title: 'Trao quà',
  contentType: 'news',
  publishedAt: Date.parse('2026-05-02T09:00:00+07:00'),
  pageName: 'Công đoàn Sìn Hồ',
  counts: { reactions: 12, comments: 3, shares: null, views: 90 },
}
const post: Post = {
  ...noCounts,
  id: 5,
  unitId: 7,
  channelId: 1,
  channelKind: 'fanpage',
  assignmentId: null,
  link: filePost.link,
  title: '',
  contentType: 'news',
  publishedAt: filePost.publishedAt,
  reportedBy: 1,
  reportedAt: filePost.publishedAt,
  countedAt: null,
  countedFrom: null,
}
const channel = { unitId: 7 }

describe('a row of a file', () => {
  test('about a known post shows its counts before and after; what the file leaves open stays', () => {
    const known = { campaignId: 3, post: { ...post, reactions: 10, shares: 4 } }
    expect(judge(filePost, { known, channel, campaign })).toMatchObject({
      verdict: 'matched',
      postId: 5,
      before: { reactions: 10, comments: 0, shares: 4, views: 0 },
      after: { reactions: 12, comments: 3, shares: 4, views: 90 },
    })
  })

  test('with the counts the post already has is unchanged', () => {
    const counted = {
      ...post,
      reactions: 12,
      comments: 3,
      views: 90,
      countedAt: 1,
      countedFrom: 'file' as const,
    }
    const known = { campaignId: 3, post: counted }
    expect(judge(filePost, { known, channel, campaign }).verdict).toBe('unchanged')
  })

  test('of nothing but zeros still counts a post nobody has counted', () => {
    const zeros = { ...filePost, counts: noCounts }
    expect(judge(zeros, { known: { campaignId: 3, post }, channel, campaign }).verdict).toBe('matched')
  })

  test('about a post of another campaign stays out', () => {
    expect(judge(filePost, { known: { campaignId: 4, post }, channel, campaign })).toMatchObject({
      verdict: 'outside',
      reasons: [{ code: 'other_campaign' }],
    })
  })

  test('about an unknown post is new on a registered channel, unmatched elsewhere, outside on other days', () => {
    const known = null
    expect(judge(filePost, { known, channel, campaign })).toMatchObject({ verdict: 'new', unitId: 7 })
    expect(judge(filePost, { known, channel: null, campaign }).verdict).toBe('unmatched')
    const late = { ...filePost, publishedAt: Date.parse('2026-06-01T00:00:00+07:00') }
    expect(judge(late, { known, channel, campaign }).verdict).toBe('outside')
  })
})
