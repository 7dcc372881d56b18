export type Platform = 'facebook' | 'youtube' | 'zalo' | 'tiktok' | 'portal' | 'other'

export type PostAddress = {
  link: string
  pageKey: string | null
  postKey: string | null
  needsResolving?: boolean
  otherKeys?: string[]
}

/** How one platform writes the addresses of posts and of those who publish them. */
export type Place = {
  has: (host: string) => boolean
  platformOf: (url: URL) => Platform
  /** Null: not the address of a post. */
  post: (url: URL) => PostAddress | null
  /** The publisher's key; of a post, whose it is as far as the address says. */
  page: (url: URL) => string | null
}

/** The parts of the path, decoded and composed (NFC); empty ones left out. */
export function segments(url: URL): string[] {
  return url.pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decoded)
}

export function decoded(part: string): string {
  try {
    return decodeURIComponent(part).normalize('NFC')
  } catch {
    return part
  }
}

/** Whether the host is one of these domains or below one. */
export function isUnder(host: string, domains: readonly string[]): boolean {
  return domains.some((domain) => host === domain || host.endsWith('.' + domain))
}
