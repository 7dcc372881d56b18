import type { ImportedPost, ParsedRow } from './meta-row.ts'

/** Puts a post's daily rows together. Holds one entry per post, not per row. */
export class PostDays {
  readonly #posts = new Map<string, { row: number; post: ImportedPost }>()

  /** A row for the whole life of a post says more than all its days. */
  add(row: number, post: ImportedPost): void {
    const key = post.externalId ?? post.link ?? post.keys[0] ?? ''
    const known = this.#posts.get(key)
    if (!known) this.#posts.set(key, { row, post: post.days ? { ...post, reach: null } : post })
    else if (!post.days) known.post = post
    else if (known.post.days) known.post = sum(known.post, post)
  }

  *posts(): Generator<ParsedRow> {
    for (const { row, post } of this.#posts.values()) yield { row, ok: true, post }
  }
}

function sum(known: ImportedPost, next: ImportedPost): ImportedPost {
  const days = [known.days, next.days].flatMap((span) => (span ? [span.first, span.last] : [])).sort()
  const [first = '', last = first] = [days[0], days.at(-1)]
  return {
    ...known,
    reactions: add(known.reactions, next.reactions),
    comments: add(known.comments, next.comments),
    shares: add(known.shares, next.shares),
    views: add(known.views, next.views),
    days: { first, last },
  }
}

function add(one: number | null, other: number | null): number | null {
  return one === null && other === null ? null : (one ?? 0) + (other ?? 0)
}
