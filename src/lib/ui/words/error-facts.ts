import type { ErrorCode } from '../../domain/error.ts'

/** What came with a refusal. It crossed a wire: nothing in it is certain. */
export type ErrorFacts = Record<string, unknown>

export type ErrorWords = Record<ErrorCode, (facts: ErrorFacts) => string> & {
  /** A code this screen does not know, to read on the telephone. */
  unknown: (code: string) => string
}

/** The fact as text; empty when it is missing. */
export function said(fact: unknown): string {
  return typeof fact === 'string' || typeof fact === 'number' ? String(fact) : ''
}

/** The fact as a number; null when it is none. */
export function counted(fact: unknown): number | null {
  return typeof fact === 'number' && Number.isFinite(fact) ? fact : null
}

/** The word for the fact, or nothing when there is none. */
export function wordFor(words: Record<string, string>, fact: unknown): string {
  return typeof fact === 'string' && Object.hasOwn(words, fact) ? (words[fact] ?? '') : ''
}

/** Groups of names any one of which will do, as a list: 'Post ID hoặc Permalink, Publish time'. */
export function namesOf(groups: unknown, or: string): string {
  if (!Array.isArray(groups)) return ''
  return groups
    .map((group) => (Array.isArray(group) ? group.map(said).join(` ${or} `) : said(group)))
    .join(', ')
}
