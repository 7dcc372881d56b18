import { isUnder, segments, type Place, type PostAddress } from './place.ts'

const home = 'https://www.youtube.com'

export const onYoutube: Place = {
  has: (host) => isUnder(host, ['youtube.com', 'youtu.be', 'youtube-nocookie.com']),
  platformOf: () => 'youtube',
  post: postOf,
  page: pageKeyOf,
}

function postOf(url: URL): PostAddress | null {
  const [first = '', second = ''] = segments(url)
  if (isUnder(url.hostname, ['youtu.be'])) return video(first)
  switch (first.toLowerCase()) {
    case 'watch':
    case 'watch_popup':
      return video(url.searchParams.get('v'))
    case 'shorts':
    case 'live':
    case 'embed':
    case 'v':
    case 'e':
      return video(second)
    case 'post':
      return communityPost(second)
    default:
      return communityPost(url.searchParams.get('lb'))
  }
}

function video(id: string | null): PostAddress | null {
  if (!id || !/^[\w-]{11}$/.test(id)) return null
  return { link: `${home}/watch?v=${id}`, pageKey: null, postKey: id }
}

function communityPost(id: string | null): PostAddress | null {
  if (!id || !/^Ug[\w-]{10,}$/.test(id)) return null
  return { link: `${home}/post/${id}`, pageKey: null, postKey: id }
}

/** '@handle' and names in small letters; a channel id ('UC…') as it is, case counts there. */
function pageKeyOf(url: URL): string | null {
  const [first = '', second = ''] = segments(url)
  if (isUnder(url.hostname, ['youtu.be'])) return null
  if (first.startsWith('@')) return `youtube:${first.toLowerCase()}`
  switch (first.toLowerCase()) {
    case 'channel':
      return second ? `youtube:${second}` : null
    case 'c':
    case 'user':
      return second ? `youtube:${second.toLowerCase()}` : null
    default:
      return null
  }
}
