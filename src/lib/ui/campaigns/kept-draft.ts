/** What somebody has begun to fill in, kept in this tab through an accidental reload; another person's is not shown. */
export function keptDraft(personId: number) {
  const key = `campaign-draft:${personId}`
  return {
    read(): Record<string, string> | null {
      try {
        const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
        if (typeof kept !== 'object' || kept === null) return null
        const texts = Object.entries(kept).filter(
          (pair): pair is [string, string] => typeof pair[1] === 'string',
        )
        return Object.fromEntries(texts)
      } catch {
        return null
      }
    },
    /** Storage may be full or forbidden: then nothing is kept. */
    write(typed: Record<string, string>): void {
      try {
        sessionStorage.setItem(key, JSON.stringify(typed))
      } catch {
        return
      }
    },
    drop(): void {
      try {
        sessionStorage.removeItem(key)
      } catch {
        return
      }
    },
  }
}
