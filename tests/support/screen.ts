import '#lib/ui/styles/index.css'
import type { Locale } from '#lib/ui/format.ts'
import { Words, wordsKey } from '#lib/ui/words/words.svelte.ts'
import { createRawSnippet, type Snippet } from 'svelte'

/** What a component finds around it: the words of a language. */
export function inWords(locale: Locale = 'vi'): Map<symbol, Words> {
  return new Map([[wordsKey, new Words(() => locale)]])
}

/** Plain HTML where a component takes a snippet. */
export function html(source: string): Snippet {
  return createRawSnippet(() => ({ render: () => source }))
}

/** All text of an element as somebody reads it, without the spaces of the markup. */
export function textOf(element: Element): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim()
}
