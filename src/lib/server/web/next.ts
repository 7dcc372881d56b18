/** Where to go after signing in: a path of ours, never another site; the start page when in doubt. */
export function nextOf(asked: string | null): string {
  if (!asked?.startsWith('/')) return '/'
  const here = 'http://here'
  const url = URL.parse(asked, here)
  return url?.origin === here ? url.pathname + url.search + url.hash : '/'
}
