import { isUnder } from './place.ts'

/** Which parameter of an address that only leads elsewhere holds the address it leads to. */
const wrappers: { hosts: string[]; path: RegExp; parameters: string[] }[] = [
  {
    hosts: ['facebook.com', 'instagram.com'],
    path: /^\/(?:l\.php|flx\/warn|linkshim)?\/?$/,
    parameters: ['u'],
  },
  { hosts: ['facebook.com', 'fb.com'], path: /^\/sharer(?:\/|\.php|$)/, parameters: ['u'] },
  { hosts: ['facebook.com', 'fb.com'], path: /^\/plugins\//, parameters: ['href'] },
  { hosts: ['facebook.com', 'fb.com'], path: /^\/(?:login|checkpoint)/, parameters: ['next'] },
  { hosts: ['youtube.com'], path: /^\/redirect$/, parameters: ['q'] },
  { hosts: ['youtube.com'], path: /^\/attribution_link$/, parameters: ['u'] },
  { hosts: ['consent.youtube.com'], path: /^\//, parameters: ['continue'] },
  { hosts: ['google.com', 'google.com.vn'], path: /^\/url$/, parameters: ['url', 'q'] },
  { hosts: ['link.zalo.me', 'link.zaloapp.com'], path: /^\//, parameters: ['url', 'u', 'link'] },
]

/** What an address really leads to, when it says so itself; it may be wrapped more than once. */
export function unwrapped(url: URL): URL {
  let inner = url
  for (let depth = 0; depth < 4; depth += 1) {
    const next = target(inner)
    if (!next) break
    inner = next
  }
  return inner
}

function target(url: URL): URL | null {
  const host = url.hostname
  for (const { hosts, path, parameters } of wrappers) {
    if (!isUnder(host, hosts) || !path.test(url.pathname)) continue
    for (const parameter of parameters) {
      const value = url.searchParams.get(parameter)
      if (!value) continue
      const next = URL.canParse(value, url.href) ? new URL(value, url.href) : null
      if (next && /^https?:$/.test(next.protocol)) return next
    }
  }
  return null
}
