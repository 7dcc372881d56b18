import { isPrivateHost } from './private.ts'
import { unwrapped } from './unwrap.ts'

export type AddressProblem = 'no_link' | 'not_http' | 'private_address'

const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g
const withScheme = /https?:\/\/[^\s<>"“”«»]+/giu
/** "facebook.com/…", "www.…": people leave the scheme out. Only usual endings, or "TP.HCM/Hà Nội" would be a link. */
const endings = 'com|vn|net|org|me|be|watch|info|tv|ly|gl|gy|co|app|asia|so'
const withoutScheme = new RegExp(
  String.raw`(?<![\p{L}\p{N}@/.:-])(?:(?:[a-z0-9-]+\.)+(?:${endings})(?::\d+)?/|www\.)[^\s<>"“”«»]+`,
  'giu',
)
const otherScheme =
  /(?:^|\s)(?!https?:)(?:[a-z][a-z0-9+.-]*:\/\/|(?:javascript|data|mailto|tel|file|blob):)\S/iu

/** Public web addresses in a text, redirect wrappers taken off, in the order they stand. */
export function addressesIn(text: string): URL[] {
  return candidates(text).flatMap((url) => (url && !isPrivateHost(url.hostname) ? [url] : []))
}

/** Why a text holds no address that could be a post. */
export function firstProblem(text: string): AddressProblem {
  if (candidates(text).some((url) => url && isPrivateHost(url.hostname))) return 'private_address'
  return otherScheme.test(text) ? 'not_http' : 'no_link'
}

/** One address, with or without its scheme; null when it is none or not a public one. */
export function parseAddress(text: string): URL | null {
  const url = parse(/^https?:\/\//i.test(text) ? text : `https://${text}`)
  return url && url.hostname.includes('.') && !isPrivateHost(url.hostname) ? url : null
}

function candidates(text: string): (URL | null)[] {
  const clean = text.normalize('NFC').replace(invisible, '').replaceAll('&amp;', '&')
  const found = clean.match(withScheme) ?? clean.match(withoutScheme)
  if (found) return found.map((one) => parse(withoutSentence(one)))
  const alone = clean.trim()
  return /^(?:[a-z0-9-]+\.)+[a-z]{2,24}$/i.test(alone) ? [parse(alone)] : []
}

function parse(text: string): URL | null {
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`
  if (!URL.canParse(address)) return null
  const url = unwrapped(new URL(address))
  url.username = ''
  url.password = ''
  url.hostname = url.hostname.replace(/\.$/, '')
  return url
}

/** Without the punctuation of the sentence around it; a closing bracket stays when the link opened it. */
export function withoutSentence(address: string): string {
  let rest = address
  for (;;) {
    const last = rest.at(-1) ?? ''
    const opening = { ')': '(', ']': '[', '}': '{' }[last]
    const closes = opening !== undefined && count(rest, opening) < count(rest, last)
    if (!closes && !/[.,;:!?'’…*|]/u.test(last)) return rest
    rest = rest.slice(0, -1)
  }
}

function count(text: string, character: string): number {
  return text.split(character).length - 1
}
