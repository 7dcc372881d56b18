import { withoutSentence } from './address.ts'
import { decoded, isUnder, type Place, type Platform, type PostAddress } from './place.ts'
import { isTracking } from './tracking.ts'

const shorteners = [
  'bit.ly',
  'bom.so',
  'bom.to',
  'by.com.vn',
  'cutt.ly',
  'goo.gl',
  'is.gd',
  'lnkd.in',
  'ow.ly',
  'rb.gy',
  's.id',
  'shorten.asia',
  'shorturl.at',
  't.co',
  't.ly',
  'tinyurl.com',
  'v.gd',
]

/** Places that are nobody's web site: their host says nothing about who published. */
const shared = [
  'x.com',
  'twitter.com',
  'threads.net',
  'threads.com',
  'linkedin.com',
  't.me',
  'drive.google.com',
  'docs.google.com',
  'photos.app.goo.gl',
  'forms.gle',
  ...shorteners,
]

const front = /^(?:\/(?:index|default|home|trang-chu)(?:\.\w+)?)?$/i

/** Web portals, press, and everything without rules of its own. */
export const onTheWeb: Place = {
  has: () => true,
  platformOf,
  post: postOf,
  page: pageKeyOf,
}

function platformOf(url: URL): Platform {
  return isUnder(url.hostname, shared) ? 'other' : 'portal'
}

function postOf(url: URL): PostAddress | null {
  const site = siteOf(url)
  const path = pathOf(url)
  const query = queryOf(url)
  const route = /^#!?\/./.test(url.hash) ? url.hash : ''
  if (front.test(path) && query === '' && route === '') return null
  return {
    link: closed(`https://${site}${path || '/'}${query}${route}`),
    pageKey: platformOf(url) === 'portal' ? `web:${site}` : null,
    postKey: null,
    needsResolving: isUnder(url.hostname, shorteners),
  }
}

function pageKeyOf(url: URL): string | null {
  if (platformOf(url) !== 'portal') return null
  const path = pathOf(url)
  return `web:${siteOf(url)}${front.test(path) ? '' : path}`
}

/** A last character that would be taken for the sentence's around the link is escaped. */
function closed(link: string): string {
  const last = link.at(-1) ?? ''
  if (withoutSentence(link) === link) return link
  return `${link.slice(0, -1)}%${last.charCodeAt(0).toString(16).toUpperCase()}`
}

/** The host (IDN as punycode) without www. and m., and the port when it is an unusual one. */
function siteOf(url: URL): string {
  let host = url.hostname
  for (;;) {
    const rest = /^(?:www|m|mobile|wap)\.(.+\..+)$/.exec(host)?.[1]
    if (!rest) break
    host = rest
  }
  return url.port === '' || url.port === '80' || url.port === '443' ? host : `${host}:${url.port}`
}

/** No trailing slash, no session id, each part composed (NFC) and escaped the same way. */
function pathOf(url: URL): string {
  return url.pathname
    .replace(/;jsessionid=[^/]*/gi, '')
    .split('/')
    .map(escaped)
    .join('/')
    .replace(/\/+$/, '')
}

function escaped(part: string): string {
  const text = decoded(part)
  if (text === part && /%/.test(part)) return part
  return encodeURIComponent(text).replace(/%(?:21|24|26|27|28|29|2A|2B|2C|3A|3B|3D|40)/g, decodeURIComponent)
}

/** Without tracking parameters, the rest by name, so that their order does not count. */
function queryOf(url: URL): string {
  const kept = [...url.searchParams].filter(([name]) => !isTracking(name))
  const query = new URLSearchParams(kept)
  query.sort()
  return kept.length > 0 ? `?${query}` : ''
}
