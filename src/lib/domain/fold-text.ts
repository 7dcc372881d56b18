import { searchable } from './search.ts'

/** A text as headers and names are compared: as it is searched, with single spaces and nothing invisible. */
export function foldText(text: string): string {
  return searchable(text.replace(/[\ufeff\u200b]/g, '')).replace(/\s+/gu, ' ')
}
