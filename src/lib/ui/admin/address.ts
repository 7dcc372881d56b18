/** An address with those of its parameters that say something. */
export function addressOf(path: string, parameters: Record<string, string | number | null> = {}): string {
  const said = Object.entries(parameters).filter(([, value]) => value !== null && value !== '')
  if (said.length === 0) return path
  return `${path}?${new URLSearchParams(said.map(([key, value]) => [key, String(value)]))}`
}
