/** Where to go after signing in: a path of ours, never another site; the start page when in doubt. */
export function nextOf(asked: string | null): string {
  if (!asked?.startsWith('/')) return '/'
  const here = 'http://here'
  const url = URL.parse(asked, here)
  return url?.origin === here ? pathOf(url) + url.hash : '/'
}

/** Back to the page of ours a request came from; the start page when it came from elsewhere. */
export function backTo(referer: string | null, host: string): string {
  const url = referer ? URL.parse(referer) : null
  return url?.host === host ? pathOf(url) : '/'
}

/** With one slash in front: to a browser an address with two names another site. */
function pathOf({ pathname, search }: URL): string {
  return pathname.replace(/^\/+/, '/') + search
}
