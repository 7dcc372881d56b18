export const sessionCookieName = 'session'

/** As Lucia makes ids, and short: what else stands there proves nothing. */
const named = new RegExp(`(?:^|;) *${sessionCookieName}=([a-z0-9]{1,64}) *(?=;|$)`, 'g')

/**
 * The session's id in a Cookie header; null when there is none. Of two the last counts. Lucia's own reader fails on a
 * header in which any other cookie, perhaps of another program on the same domain, holds a lone %.
 */
export function sessionIdIn(cookieHeader: string | null | undefined): string | null {
  return [...(cookieHeader ?? '').matchAll(named)].at(-1)?.[1] ?? null
}

/** The session's cookie alone, as a header: a copy, to be kept without the header that it came in, of up to 16 kB. */
export function sessionCookieIn(cookieHeader: string | undefined): string | undefined {
  const id = sessionIdIn(cookieHeader)
  // A piece of a text keeps the whole text in memory.
  return id === null ? undefined : Buffer.from(`${sessionCookieName}=${id}`).toString()
}
