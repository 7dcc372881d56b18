import { isUnder, segments, type Place, type PostAddress } from './place.ts'

/**
 * Articles of an official account: rd.zapps.vn/detail/{account}?id={article}&pageId={account} (shared from the app),
 * officialaccount.me/d/{account}?id=… (what the OpenAPI gives as link_view); videos under /video.
 */
export const onZalo: Place = {
  has: (host) => isUnder(host, ['zalo.me', 'zapps.vn', 'officialaccount.me', 'zaloapp.com']),
  platformOf: () => 'zalo',
  post: postOf,
  page: pageKeyOf,
}

function postOf(url: URL): PostAddress | null {
  const id = url.searchParams.get('id')
  if (!id || !/^[\w-]{6,}$/.test(id)) return null
  const account = accountOf(url)
  const kind = /^\/video/.test(url.pathname) ? 'https://rd.zapps.vn/video' : 'https://officialaccount.me/d'
  return {
    link: `${kind}?id=${id}${account ? `&pageId=${account}` : ''}`,
    pageKey: account && `zalo:${account}`,
    postKey: id,
    otherKeys: [`zalo:${id}`],
  }
}

/** zalo.me/{account}, or a group's invitation zalo.me/g/{code}. */
function pageKeyOf(url: URL): string | null {
  const [first = '', second = ''] = segments(url)
  const account = accountOf(url)
  if (account) return `zalo:${account}`
  if (!isUnder(url.hostname, ['zalo.me', 'officialaccount.me'])) return null
  if (first === 'g') return second ? `zalo:g/${second}` : null
  return first ? `zalo:${first.toLowerCase()}` : null
}

function accountOf(url: URL): string | null {
  const named = url.searchParams.get('pageId') ?? url.searchParams.get('oaid')
  const account = named ?? segments(url).find((part) => /^\d{8,}$/.test(part))
  return account && /^\d{8,}$/.test(account) ? account : null
}
