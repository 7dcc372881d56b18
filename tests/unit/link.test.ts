import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalLink, channelKey, channelKeysOf, matchKeys, metaPostKeys } from '#lib/domain/link.ts'
import { addressed, pages, refused, samePost } from '../support/links.ts'

function linkOf(text: string) {
  const found = canonicalLink(text)
  if ('problem' in found) throw new Error(`${found.problem}: ${text}`)
  return found
}

describe('a post has one link however it was pasted', () => {
  test.each(addressed)('%s', (pasted, link, pageKey) => {
    expect(linkOf(pasted)).toMatchObject({ link, pageKey })
  })
})

describe('addresses of one post share a key', () => {
  test.each(samePost)('%s and %s', (one, other) => {
    const keys = matchKeys(linkOf(one))
    expect(matchKeys(linkOf(other)).some((key) => keys.includes(key))).toBe(true)
  })
})

test('what is no post is refused with the reason', () => {
  for (const [text, problem] of refused) expect(canonicalLink(text), text).toEqual({ problem, text })
})

test('a channel is known by its address however it is written', () => {
  for (const [address, key] of pages) expect(channelKey(address), address).toBe(key)
})

test('only the platform knows which post a share link is', () => {
  for (const text of [
    'https://www.facebook.com/share/p/1AbCdEfGhi/?mibextid=wwXIfr',
    'https://www.facebook.com/share/v/16xYzAbC12/',
    'https://www.facebook.com/share/r/18abcDEF/',
    'https://fb.watch/pQrStUvWx1/',
    'https://vt.tiktok.com/ZSabc123/',
    'https://bit.ly/3xYzAbC',
  ]) {
    expect(linkOf(text).needsResolving, text).toBe(true)
  }
  expect(linkOf('https://youtu.be/dQw4w9WgXcQ').needsResolving).toBe(false)
})

test("an export's Post ID matches the link people paste", () => {
  const keys = matchKeys(
    linkOf('https://m.facebook.com/story.php?story_fbid=712345678901234&id=100064812345678'),
  )
  expect(keys).toEqual(expect.arrayContaining(metaPostKeys('712345678901234')))
  expect(metaPostKeys('108112345678901_712345678901234')).toEqual(metaPostKeys('712345678901234'))
  expect(metaPostKeys('1.22E+17')).toEqual([])
})

test('a section of a web site comes before the whole site', () => {
  expect(channelKeysOf(linkOf('https://congdoanlaichau.org.vn/tam-duong/tin-1.html'))).toEqual([
    'web:congdoanlaichau.org.vn/tam-duong/tin-1.html',
    'web:congdoanlaichau.org.vn/tam-duong',
    'web:congdoanlaichau.org.vn',
  ])
})

const posts = addressed.map(([pasted]) => pasted)

test('canonicalising twice gives the same', () => {
  for (const pasted of posts) expect(linkOf(linkOf(pasted).link).link).toBe(linkOf(pasted).link)
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
      const once = canonicalLink(url)
      if ('problem' in once) return
      expect(linkOf(once.link).link).toBe(once.link)
      expect(matchKeys(linkOf(once.link))).toEqual(matchKeys(once))
    }),
  )
})

const decorations = fc.array(
  fc.tuple(
    fc.constantFrom(
      'utm_source',
      'utm_x',
      'fbclid',
      'gclid',
      'mibextid',
      'rdid',
      '__cft__[0]',
      '__tn__',
      'igshid',
      'ref',
    ),
    fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/),
  ),
  { minLength: 1, maxLength: 5 },
)

test('tracking parameters change nothing, wherever they stand', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...posts.filter((text) => URL.canParse(text))),
      decorations,
      fc.boolean(),
      (post, added, first) => {
        const url = new URL(post)
        const own = [...url.searchParams]
        url.search = String(new URLSearchParams(first ? [...added, ...own] : [...own, ...added]))
        expect(canonicalLink(url.href)).toEqual(canonicalLink(post))
      },
    ),
  )
})

test('any text at all gets an answer', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      canonicalLink(text)
      canonicalLink(`https://${text}`)
      channelKey(text)
    }),
  )
})
