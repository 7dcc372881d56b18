/** Nguyễn Thị Hà -> NH: the family name and the given name, as an avatar shows them. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const last = words.length > 1 ? words.at(-1) : ''
  return (firstOf(words[0]) + firstOf(last)).toLocaleUpperCase('vi')
}

function firstOf(word = ''): string {
  return [...word][0] ?? ''
}
