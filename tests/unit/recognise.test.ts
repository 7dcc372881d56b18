import { expect, test } from 'vitest'
import { canonicalLink, channelKey } from '#lib/domain/link.ts'
import { linkWarnings, recogniseChannel } from '#lib/domain/recognise.ts'

const portal = { id: 1, unitId: 1, kind: 'portal', address: 'https://congdoanlaichau.org.vn' } as const
const section = { id: 2, unitId: 2, kind: 'portal', address: 'congdoanlaichau.org.vn/tam-duong/' } as const
const fanpage = { id: 3, unitId: 3, kind: 'fanpage', address: 'https://fb.com/CongDoan.MuongTe' } as const
const board = { id: 4, unitId: 3, kind: 'bulletin', address: null } as const
const paper = { id: 5, unitId: 1, kind: 'press', address: 'laodong.vn' } as const
const channels = [portal, section, fanpage, board, paper].map((channel) => ({
  ...channel,
  addressKey: channel.address === null ? null : channelKey(channel.address),
}))

const campaign = { startsOn: '2026-05-01', endsOn: '2026-05-31', timeZone: 'Asia/Ho_Chi_Minh' }

function at(text: string) {
  const link = canonicalLink(text)
  if ('problem' in link) throw new Error(link.problem)
  return { link, channel: recogniseChannel(link, channels) }
}

test('a post is on the channel whose address its link starts with', () => {
  expect(at('https://m.facebook.com/congdoanmuongte/posts/712345678901234').channel?.id).toBe(fanpage.id)
  expect(at('https://www.congdoanlaichau.org.vn/tin/1').channel?.id).toBe(portal.id)
  expect(at('https://congdoanlaichau.org.vn/tam-duong/tin-1.html').channel?.id).toBe(section.id)
  expect(at('https://congdoanlaichau.org.vn/tam-duong-moi/tin-1.html').channel?.id).toBe(portal.id)
  expect(at('https://www.facebook.com/nguoikhac/posts/712345678901234').channel).toBeNull()
})

test('nothing is pointed out about the right page at the right time', () => {
  const found = at('https://www.facebook.com/congdoanmuongte/posts/712345678901234')
  const warnings = linkWarnings({
    ...found,
    expectedUnitIds: [3],
    expectedChannelKind: 'fanpage',
    publishedAt: Date.parse('2026-05-31T23:59:00+07:00'),
    campaign,
  })
  expect(warnings).toEqual([])
})

test('another unit, another kind of channel and another time are pointed out', () => {
  const found = at('https://www.facebook.com/congdoanmuongte/posts/712345678901234')
  const warnings = linkWarnings({
    ...found,
    expectedUnitIds: [2],
    expectedChannelKind: 'portal',
    publishedAt: Date.parse('2026-06-01T00:00:00+07:00'),
    campaign,
  })
  expect(warnings).toEqual(['other_unit', 'other_channel_kind', 'outside_campaign'])
})

test('an unknown channel is pointed out, its kind judged by the link', () => {
  const found = at('https://www.youtube.com/watch?v=dQw4w9WgXcQ')
  expect(linkWarnings({ ...found, expectedUnitIds: [3], expectedChannelKind: 'youtube', campaign })).toEqual([
    'unknown_channel',
  ])
  expect(linkWarnings({ ...found, expectedUnitIds: [3], expectedChannelKind: 'fanpage', campaign })).toEqual([
    'unknown_channel',
    'other_channel_kind',
  ])
})

test("a unit's news in the paper is no mistake", () => {
  const found = at('https://laodong.vn/cong-doan/bai-1.ldo')
  expect(linkWarnings({ ...found, expectedUnitIds: [3], expectedChannelKind: 'press', campaign })).toEqual([])
})
