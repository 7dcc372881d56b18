import { firstProblem, parseAddress, addressesIn, type AddressProblem } from './link/address.ts'
import { onFacebook } from './link/facebook.ts'
import { onInstagram } from './link/instagram.ts'
import type { Place, Platform } from './link/place.ts'
import { onTiktok } from './link/tiktok.ts'
import { onTheWeb } from './link/web.ts'
import { onYoutube } from './link/youtube.ts'
import { onZalo } from './link/zalo.ts'

export type { Platform } from './link/place.ts'

export type CanonicalLink = {
  /** The one https address of the post, however the pasted one was decorated. */
  link: string
  platform: Platform
  /** Who published, as channelKey() writes it: 'facebook:congdoanlaichau', 'web:laodong.vn'. Null: the link does not say. */
  pageKey: string | null
  /** The platform's own id of the post; null for a web page. */
  postKey: string | null
  /**
   * Only the platform knows which post this is (share links, fb.watch, shorteners): the same post may already be here
   * under another link.
   */
  needsResolving: boolean
  /** What the post is also known by; matchKeys() adds the link itself. */
  otherKeys: string[]
}

export type LinkProblem = { problem: AddressProblem | 'is_a_page_not_a_post'; text: string }

const platforms = [onFacebook, onYoutube, onZalo, onTiktok, onInstagram, onTheWeb]

/**
 * The canonical link of the post somebody pasted, alone or within text ("Tên bài https://…", as Zalo copies it).
 * Of several links the first that is a post counts.
 *
 * A Facebook post can be named by the page's name or its number and, when copied from a desktop, by a "pfbid" that
 * hides the post's number: nothing in the link tells that they are the same, so compare by matchKeys, not by link alone.
 */
export function canonicalLink(text: string): CanonicalLink | LinkProblem {
  let page = false
  for (const url of addressesIn(text)) {
    const found = postAt(url)
    if (found) return found
    page = true
  }
  return { problem: page ? 'is_a_page_not_a_post' : firstProblem(text), text }
}

/**
 * Every key the post goes by; two links with a key in common are the same post. The first is the canonical link; others are
 * 'fb:post:<id>' (post, photo, video and reel ids are one number space; a photo of a several-photo post also
 * carries the post's), 'zalo:<id>', 'tiktok:<id>'. metaPostKeys() gives the same for the "Post ID" of an export.
 */
export function matchKeys(link: CanonicalLink): string[] {
  return [...new Set([link.link, ...link.otherKeys])]
}

/** Keys of a Facebook post from Meta's own id of it: '<post>' in exports, '<page>_<post>' in the Graph API. */
export function metaPostKeys(postId: string): string[] {
  const id = /^(?:\d+_)?(\d{5,})$/.exec(postId)?.[1]
  return id ? [`fb:post:${id}`] : []
}

/**
 * How a channel's address is recognised: 'facebook:congdoanlaichau', 'youtube:@congdoan', 'zalo:<oa id>',
 * 'web:host/section'. Null when the address is none.
 */
export function channelKey(address: string): string | null {
  const url = parseAddress(address.trim()) ?? addressesIn(address)[0]
  if (!url) return null
  return placeOf(url).page(url) ?? null
}

/**
 * Channel keys a post may belong to, the closest first: a section of a web site ('web:host/tam-duong') comes before the
 * whole site.
 */
export function channelKeysOf(link: CanonicalLink): string[] {
  if (link.pageKey === null) return []
  if (link.platform !== 'portal') return [link.pageKey]
  const [path = ''] = link.link.slice('https://'.length).split('?')
  const parts = path.split('/')
  return parts.map((_, index) => `web:${parts.slice(0, parts.length - index).join('/')}`)
}

function postAt(url: URL): CanonicalLink | null {
  const place = placeOf(url)
  const post = place.post(url)
  if (!post) return null
  return {
    link: post.link,
    platform: place.platformOf(url),
    pageKey: post.pageKey,
    postKey: post.postKey,
    needsResolving: post.needsResolving ?? false,
    otherKeys: post.otherKeys ?? [],
  }
}

function placeOf(url: URL): Place {
  return platforms.find((place) => place.has(url.hostname)) ?? onTheWeb
}
