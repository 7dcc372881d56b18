import { describe, expect, test } from 'vitest'
import type { Assignment } from '#lib/domain/assignment.ts'
import type { Coverage } from '#lib/domain/coverage.ts'
import { matchPosts } from '#lib/domain/match.ts'

const at = (text: string) => Date.parse(`2026-05-${text}:00+07:00`)
const campaign = { startsOn: '2026-05-01', endsOn: '2026-05-31', timeZone: 'Asia/Ho_Chi_Minh' }

const news: Coverage = {
  id: 1,
  eventId: null,
  title: 'Lễ phát động',
  contentType: 'news',
  channelKind: 'fanpage',
  dueAt: at('03T17:00'),
}
const video: Coverage = { ...news, id: 2, contentType: 'video' }
const coverages = new Map([news, video].map((coverage) => [coverage.id, coverage]))

const assigned: Assignment = {
  id: 11,
  coverageId: news.id,
  unitId: 7,
  personId: null,
  dueAt: news.dueAt,
  state: 'assigned',
  stateBy: 1,
  stateAt: at('01T08:00'),
  reason: null,
  doneBy: null,
  doneAt: null,
  remindedBy: null,
  remindedAt: null,
  before: null,
}
const post = {
  unitId: 7,
  channelKind: 'fanpage',
  contentType: 'news',
  publishedAt: at('02T09:00'),
} as const

function matchedIds(posts: Parameters<typeof matchPosts>[0], assignments: readonly Assignment[]) {
  const matched = matchPosts(posts, { assignments, coverages, campaign })
  return posts.map((one) => matched.get(one)?.id ?? null)
}

describe('a post nobody had reported', () => {
  test('fulfils the one open assignment of its unit for its kind of channel and content', () => {
    expect(matchedIds([post], [assigned])).toEqual([11])
  })

  test('is spontaneous when two assignments could be meant', () => {
    expect(matchedIds([post], [assigned, { ...assigned, id: 12 }])).toEqual([null])
  })

  test.each([
    ['of another unit', { ...post, unitId: 8 }],
    ['on another kind of channel', { ...post, channelKind: 'zalo' as const }],
    ['of another content type', { ...post, contentType: 'photos' as const }],
    ['published before the assignment was given', { ...post, publishedAt: at('01T07:59') }],
  ])('is spontaneous %s', (_, other) => {
    expect(matchedIds([other], [assigned])).toEqual([null])
  })

  test('is spontaneous when the work is finished, or due outside the campaign', () => {
    expect(matchedIds([post], [{ ...assigned, state: 'verified' }])).toEqual([null])
    expect(matchedIds([post], [{ ...assigned, dueAt: Date.parse('2026-06-02T00:00:00+07:00') }])).toEqual([
      null,
    ])
  })

  test('fulfils an assignment accepted after it was published', () => {
    const before = { ...assigned, doneBy: null }
    const accepted: Assignment = { ...assigned, state: 'accepted', stateAt: at('02T10:00'), before }
    expect(matchedIds([post], [accepted])).toEqual([11])
  })

  test('of several the first published fulfils it, wherever it stands in the file', () => {
    expect(matchedIds([{ ...post, publishedAt: at('02T11:00') }, post], [assigned])).toEqual([null, 11])
  })
})
