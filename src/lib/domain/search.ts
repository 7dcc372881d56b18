/**
 * Words as they are searched: lower case, without Vietnamese marks ('Mường Tè' is found by 'muong te').
 * The same as searchable() in the database.
 */
export function searchable(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().trim()
}

/** Whether all of the searched words occur. */
export function matches(text: string, words: string): boolean {
  const within = searchable(text)
  return searchable(words)
    .split(/\s+/)
    .every((word) => within.includes(word))
}
