import { isUnder, segments, type Place, type PostAddress } from './place.ts'

const kinds = /^(?:p|reel|reels|tv)$/
const notPages = /^(?:p|reel|reels|tv|explore|stories|share|accounts|direct)$/

/** No channel kind of ours, but its posts come along in Meta's exports. */
export const onInstagram: Place = {
  has: (host) => isUnder(host, ['instagram.com', 'instagr.am']),
  platformOf: () => 'other',
  post: postOf,
  page: (url) => key(userOf(url)),
}

function postOf(url: URL): PostAddress | null {
  const parts = segments(url)
  if (parts[0] === 'share') {
    const link = `https://www.instagram.com/${parts.join('/')}`
    return parts[1] && parts.every(isCode)
      ? { link, pageKey: null, postKey: null, needsResolving: true }
      : null
  }
  const at = parts.findIndex((part) => kinds.test(part))
  const code = at < 0 || at > 1 ? undefined : parts[at + 1]
  if (!code || !isCode(code)) return null
  return { link: `https://www.instagram.com/p/${code}`, pageKey: key(userOf(url)), postKey: code }
}

function userOf(url: URL): string | null {
  const [first = ''] = segments(url)
  return first === '' || notPages.test(first) ? null : first.toLowerCase()
}

function key(user: string | null): string | null {
  return user && `instagram:${user}`
}

function isCode(text: string): boolean {
  return /^[\w-]+$/.test(text)
}
