import { isUnder, segments, type Place, type PostAddress } from './place.ts'

const home = 'https://www.facebook.com'
const short = ['fb.watch', 'fb.me']

/** First parts of a path that are Facebook's own and never a page's name. */
const notPages = new Set(
  (
    'ads bookmarks business checkpoint dialog events feed fundraisers gaming groups hashtag help home home.php index.php l.php ' +
    'live login login.php marketplace me media messages notes notifications pages pg photo photo.php photos plugins ' +
    'policies posts privacy reel reels search settings share share.php sharer sharer.php stories story.php ' +
    'permalink.php profile.php video video.php videos watch'
  ).split(' '),
)

/** Shapes seen in links copied from the web site, the phone app, m. and mbasic., embeds, exports and the Graph API. */
export const onFacebook: Place = {
  has: (host) => isUnder(host, ['facebook.com', 'fb.com', ...short]),
  platformOf: () => 'facebook',
  post: (url) => (isUnder(url.hostname, short) ? shortLink(url) : postOf(url)),
  page: pageKeyOf,
}

function postOf(url: URL): PostAddress | null {
  const [first = '', second = '', ...rest] = segments(url)
  const query = url.searchParams
  switch (first.toLowerCase()) {
    case 'share':
      return sharedPost([second, ...rest])
    case 'permalink.php':
    case 'story.php':
      return story(query.get('id'), query.get('story_fbid'))
    case 'photo':
    case 'photo.php':
      return photo(query.get('fbid'), { page: query.get('id'), set: query.get('set') })
    case 'watch':
    case 'video.php':
    case 'video':
      return video(query.get('v') ?? lastNumber(rest), null)
    case 'reel':
    case 'reels':
    case 'videos':
      return video(number(second), null)
    case 'groups':
      return groupPost(second, { id: number(rest[1]) ?? query.get('multi_permalinks'), kind: rest[0] })
    case 'events':
      return number(second) ? plain(`${home}/events/${second}`, { page: null, id: second }) : null
    case 'media':
      return album(query.get('set'))
    default:
      return pagePost(url)
  }
}

/** /{page}/posts/…, /photos/…, /videos/…, and the Graph API's /{page}_{post}. */
function pagePost(url: URL): PostAddress | null {
  const parts = segments(url)
  if (/^pg$/i.test(parts[0] ?? '')) parts.shift()
  const [name = '', kind = '', ...rest] = parts
  const graph = /^(\d{5,})_(\d{5,})$/.exec(name)
  if (graph) return story(graph[1], graph[2])
  const page = pageName(name)
  if (!page) return null
  switch (kind.toLowerCase()) {
    case 'posts':
    case 'activity':
      return story(page, rest.at(-1))
    case 'photos':
      return photo(lastNumber(rest), { page, set: rest.find((part) => /^(?:pcb|gm)\./.test(part)) })
    case 'videos':
    case 'reel':
    case 'reels':
      return video(lastNumber(rest), page)
    default:
      return null
  }
}

function story(page: string | null | undefined, id: string | null | undefined): PostAddress | null {
  const post = /^(?:\d{5,}|pfbid\w+)/.exec(id ?? '')?.[0]
  const name = pageName(page ?? '')
  return post && name ? plain(`${home}/${name}/posts/${post}`, { page: name, id: post }) : null
}

/** The page is left out of the link: some addresses of the same photo do not name it. */
function photo(
  id: string | null,
  { page, set }: { page: string | null; set: string | null | undefined },
): PostAddress | null {
  if (!number(id ?? '') || !id) return null
  const wholePost = /^(?:pcb|gm)\.(\d+)/.exec(set ?? '')?.[1]
  const address = plain(`${home}/photo?fbid=${id}`, { page: page && pageName(page), id })
  return wholePost
    ? { ...address, otherKeys: [`fb:post:${wholePost}`, ...(address.otherKeys ?? [])] }
    : address
}

/** One form for video, reel and live: their ids are the same and each address leads to the others. */
function video(id: string | null, page: string | null): PostAddress | null {
  return id && number(id) ? plain(`${home}/watch?v=${id}`, { page, id }) : null
}

function groupPost(name: string, post: { id: string | null; kind: string | undefined }): PostAddress | null {
  const group = name.toLowerCase()
  if (
    !/^[\w.-]*\w$/.test(group) ||
    !post.id ||
    !number(post.id) ||
    (post.kind && !/^(?:posts|permalink)$/.test(post.kind))
  )
    return null
  return plain(`${home}/groups/${group}/posts/${post.id}`, { page: `groups/${group}`, id: post.id })
}

function album(set: string | null): PostAddress | null {
  const id = /^(?:a|pcb|gm|oa)\.(\d+)/.exec(set ?? '')?.[1]
  return id ? plain(`${home}/media/set?set=${set?.split('&')[0]}`, { page: null, id }) : null
}

function sharedPost([kind = '', token = '']: string[]): PostAddress | null {
  const path = token ? `${kind.toLowerCase()}/${token}` : kind
  return isToken(path) ? unresolved(`${home}/share/${path}`) : null
}

function shortLink(url: URL): PostAddress | null {
  const path = segments(url).join('/')
  return isToken(path) ? unresolved(`https://${url.hostname.replace(/^www\./, '')}/${path}`) : null
}

function isToken(path: string): boolean {
  return /^[\w-]+(?:\/[\w-]+)?$/.test(path)
}

function unresolved(link: string): PostAddress {
  return { link, pageKey: null, postKey: null, needsResolving: true }
}

function plain(link: string, { page, id }: { page: string | null; id: string }): PostAddress {
  return { link, pageKey: page && `facebook:${page}`, postKey: id, otherKeys: [`fb:post:${id}`] }
}

function pageKeyOf(url: URL): string | null {
  const parts = segments(url)
  const [first = '', second = ''] = parts
  const id = url.searchParams.get('id')
  switch (first.toLowerCase()) {
    case 'profile.php':
    case 'permalink.php':
    case 'story.php':
      return id && number(id) ? `facebook:${id}` : null
    case 'groups':
      return second ? `facebook:groups/${second.toLowerCase()}` : null
    case 'pages':
    case 'people':
    case 'p':
      return key(pageName(parts.at(-1) ?? ''))
    case 'pg':
      return key(pageName(second))
    default:
      return key(pageName(first))
  }
}

function key(page: string | null): string | null {
  return page && `facebook:${page}`
}

/**
 * A page's name in the one form Facebook treats as equal (case and dots do not count) or its number, also out
 * of "Cong-doan-Lai-Chau-108112345678901".
 */
function pageName(text: string): string | null {
  const name = text.toLowerCase()
  if (name === '' || notPages.has(name)) return null
  const id = /(?:^|-)(\d{9,})$/.exec(name)?.[1]
  if (id) return id
  return /^[a-z0-9.-]*[a-z0-9][a-z0-9.-]*$/.test(name) ? name.replaceAll('.', '') : null
}

function number(text: string | undefined): string | null {
  return text && /^\d{5,}$/.test(text) ? text : null
}

function lastNumber(parts: readonly string[]): string | null {
  return number(parts.findLast((part) => number(part)))
}
