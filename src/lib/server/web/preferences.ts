import type { Cookies, Handle } from '@sveltejs/kit'

/** What somebody chose on this device, kept in cookies so that the first byte is already right. */

const locales = ['vi', 'en'] as const
const themes = ['light', 'dark'] as const

const year = 365 * 24 * 3600

/** Puts language and theme into locals and onto <html>. */
export const preferences: Handle = ({ event, resolve }) => {
  const locale = oneOf(locales, event.cookies.get('locale')) ?? 'vi'
  const theme = oneOf(themes, event.cookies.get('theme'))
  event.locals.locale = locale
  event.locals.theme = theme
  return resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%lang%', locale).replaceAll('%theme%', theme ?? ''),
  })
}

/** Remembers what a form chose; an empty theme is the system's. Anything else is left as it was. */
export function choose(cookies: Cookies, form: FormData): void {
  const locale = oneOf(locales, form.get('locale'))
  const theme = oneOf(themes, form.get('theme'))
  if (locale) cookies.set('locale', locale, kept)
  if (theme) cookies.set('theme', theme, kept)
  if (form.get('theme') === '') cookies.delete('theme', kept)
}

// Not secret, and to be kept on a plain-http address of the office's own network too.
const kept = { path: '/', maxAge: year, sameSite: 'lax', httpOnly: true, secure: false } as const

function oneOf<Choice extends string>(choices: readonly Choice[], chosen: unknown): Choice | null {
  return choices.find((choice) => choice === chosen) ?? null
}
