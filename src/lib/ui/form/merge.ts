export type Typed = Record<string, string>

/** A field somebody else changed while the form was open. */
export type News<Name extends string> = { name: Name; value: string; isKept: boolean }

/**
 * A form open while somebody else changes the same thing: fields nobody typed in take the new value, typed ones
 * stay and are named.
 */
export function merge<Fields extends Typed>({
  base,
  typed,
  current,
}: {
  base: Fields
  typed: Fields
  current: Fields
}): { typed: Fields; news: News<keyof Fields & string>[] } {
  const merged = { ...typed }
  const news: News<keyof Fields & string>[] = []
  const fields = Object.entries(current) as [keyof Fields & string, Fields[keyof Fields & string]][]
  for (const [name, value] of fields) {
    if (value === base[name] || value === typed[name]) continue
    const isKept = typed[name] !== base[name]
    if (!isKept) merged[name] = value
    news.push({ name, value, isKept })
  }
  return { typed: merged, news }
}
