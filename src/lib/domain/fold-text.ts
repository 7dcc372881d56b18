/** A text as people compare it: small letters, no accents, single spaces. "Tùy Chỉnh " and "tuỳ chỉnh" are the same. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}\ufeff\u200b]/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/\s+/gu, ' ')
    .trim()
}
