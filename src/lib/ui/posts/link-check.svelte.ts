import { fetchRecognised, type LinkAnswer, type LinkAsk } from '../../client/recognise.ts'
import { canonicalLink } from '../../domain/link.ts'

/** How long typing has to rest before the board is asked, in milliseconds. */
const rest = 350

export type LinkState = { kind: 'none' } | { kind: 'checking' } | LinkAnswer

/** What the board says about the link in a field, asked while it is typed. What is no post is said without asking. */
export class LinkCheck {
  state = $state.raw<LinkState>({ kind: 'none' })
  #asked: LinkAsk | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #call = new AbortController()
  readonly #fetch: typeof fetchRecognised

  constructor(fetchIt = fetchRecognised) {
    this.#fetch = fetchIt
  }

  /** Asks about another link, or the same for another unit; the same again changes nothing. */
  look(ask: LinkAsk): void {
    if (this.#asked && same(this.#asked, ask)) return
    this.#asked = ask
    this.#start(ask)
  }

  /** Asks again what could not be answered: the network is back. */
  again(): void {
    if (this.state.kind === 'unreachable' && this.#asked) this.#start(this.#asked)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#call.abort()
  }

  #start(ask: LinkAsk): void {
    this.close()
    if (!ask.link.trim()) {
      this.state = { kind: 'none' }
      return
    }
    const canonical = canonicalLink(ask.link)
    if ('problem' in canonical) {
      this.state = { kind: 'refused', code: 'link_not_recognised', data: { problem: canonical.problem } }
      return
    }
    this.state = { kind: 'checking' }
    const call = (this.#call = new AbortController())
    this.#timer = setTimeout(() => void this.#answer(ask, call.signal), rest)
  }

  async #answer(ask: LinkAsk, signal: AbortSignal): Promise<void> {
    try {
      this.state = await this.#fetch(ask, signal)
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }
}

function same(a: LinkAsk, b: LinkAsk): boolean {
  return (
    a.link.trim() === b.link.trim() &&
    a.campaignId === b.campaignId &&
    a.assignmentId === b.assignmentId &&
    a.unitId === b.unitId
  )
}
