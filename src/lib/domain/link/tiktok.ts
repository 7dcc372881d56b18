import { isUnder, segments, type Place, type PostAddress } from './place.ts'

export const onTiktok: Place = {
  has: (host) => isUnder(host, ['tiktok.com']),
  platformOf: () => 'tiktok',
  post: postOf,
  page: (url) => key(userOf(url)),
}

function postOf(url: URL): PostAddress | null {
  const parts = segments(url)
  const [first = '', second = ''] = parts
  if (/^v[mt]\./.test(url.hostname))
    return isToken(first) ? unresolved(`https://${url.hostname}/${first}`) : null
  if (first === 't') return isToken(second) ? unresolved(`https://www.tiktok.com/t/${second}`) : null
  const id = parts.map((part) => part.replace(/\.html$/, '')).findLast((part) => /^\d{8,}$/.test(part))
  if (!id) return null
  const user = userOf(url)
  return {
    link: user ? `https://www.tiktok.com/${user}/video/${id}` : `https://m.tiktok.com/v/${id}.html`,
    pageKey: key(user),
    postKey: id,
    otherKeys: [`tiktok:${id}`],
  }
}

function userOf(url: URL): string | null {
  const [first = ''] = segments(url)
  return /^@[\w.]+$/.test(first) ? first.toLowerCase() : null
}

function key(user: string | null): string | null {
  return user && `tiktok:${user}`
}

function isToken(text: string): boolean {
  return /^[\w-]+$/.test(text)
}

function unresolved(link: string): PostAddress {
  return { link, pageKey: null, postKey: null, needsResolving: true }
}
