import * as v from 'valibot'
import type { Instant } from '../../domain/time.ts'

/** A node says again who is there this often, and is believed this long: one that died falls silent. Milliseconds. */
export const sayAgainAfter = 10_000
export const believedFor = 25_000

/** Who has a campaign open, as one node tells the others: how many people, and the ids of some of them. */
const told = v.object({
  node: v.string(),
  stream: v.string(),
  count: v.number(),
  personIds: v.array(v.number()),
})
export type Told = v.InferOutput<typeof told>

/** What the other nodes say of who is there. */
export class Elsewhere {
  readonly #node: string
  readonly #heard = new Map<string, Map<string, Told & { at: Instant }>>()

  constructor(node: string) {
    this.#node = node
  }

  /** The stream of which there is news; null when there is none. A word of our own is no news. */
  hear(payload: string, now: Instant): string | null {
    const said = parsed(payload)
    if (!said || said.node === this.#node) return null
    const { node, stream } = said
    const nodes = this.#heard.get(stream) ?? new Map<string, Told & { at: Instant }>()
    const before = nodes.get(node)
    if (said.count === 0) nodes.delete(node)
    else this.#heard.set(stream, nodes.set(node, { ...said, at: now }))
    return sameFolk(before, said) ? null : stream
  }

  of(stream: string): Told[] {
    return [...(this.#heard.get(stream)?.values() ?? [])]
  }

  /** Drops what nodes said that have fallen silent; gives the streams of which that is news. */
  forgetSilent(now: Instant): string[] {
    const forgotten: string[] = []
    for (const [stream, nodes] of this.#heard) {
      for (const [node, { at }] of nodes) {
        if (now - at < believedFor) continue
        nodes.delete(node)
        forgotten.push(stream)
      }
      if (nodes.size === 0) this.#heard.delete(stream)
    }
    return forgotten
  }
}

function sameFolk(before: Told | undefined, said: Told): boolean {
  return (before?.count ?? 0) === said.count && String(before?.personIds ?? []) === String(said.personIds)
}

function parsed(payload: string): Told | null {
  try {
    const { success, output } = v.safeParse(told, JSON.parse(payload))
    return success ? output : null
  } catch {
    return null
  }
}
