import { untrack } from 'svelte'
import { fetchPosts } from '../../client/posts.ts'
import { isAboutPosts, type Shown, shownAfter, shownAtFirst } from '../../client/posts-page.ts'
import type { Entry } from '../../domain/entry.ts'
import { noTotals, sumTotals } from '../../domain/figures.ts'
import type { Counts, Post } from '../../domain/post.ts'
import type { PostsPage } from '../../protocol/answers.ts'
import { isAskedFor, isFiltered, type PostsAsk } from '../../protocol/posts.ts'
import type { OpenCampaign } from '../campaign/open-campaign.svelte.ts'

/** Entries kept for a page that was asked for before they came and arrives after them. */
const keptEntries = 20
/**
 * Sums the board does not hold are asked for again this long after they moved, in milliseconds: an import moves them
 * several times a second.
 */
const sumsAfter = 1_500

type Given = { campaign: OpenCampaign; page: () => PostsPage; ask: () => PostsAsk }
type Sums = { total: number; sums: Counts }

/** The list on screen: rows stay where they are and change in place, what is new is counted until somebody wants it. */
export class PostsList {
  readonly #campaign: OpenCampaign
  readonly #page: () => PostsPage
  readonly #ask: () => PostsAsk
  readonly #kept: Entry[] = []
  #since = $state.raw<{ of: PostsPage; shown: Shown } | null>(null)
  #asked = $state.raw<({ of: PostsPage; seq: number } & Sums) | null>(null)
  #pause = sumsAfter
  #timer: ReturnType<typeof setTimeout> | null = null
  readonly shown: Shown = $derived.by(() => {
    const page = this.#page()
    if (this.#since?.of === page) return this.#since.shown
    return this.#after(
      shownAtFirst(page),
      this.#kept.filter(({ seq }) => seq > page.seq),
    )
  })
  readonly sums: Sums = $derived.by(() => {
    const page = this.#page()
    return this.#onBoard() ?? (this.#asked?.of === page ? this.#asked : page)
  })

  constructor({ campaign, page, ask }: Given) {
    this.#campaign = campaign
    this.#page = page
    this.#ask = ask
  }

  get pages(): number {
    return Math.max(1, Math.ceil(this.sums.total / this.#page().pageSize))
  }

  /** Follows the campaign until the function given is called. */
  follow(): () => void {
    const { live } = this.#campaign
    // The board may have been read after this page, and what lies between comes no more.
    if (untrack(() => live.seq > this.#page().seq)) this.#sumSoon()
    const stop = live.onEntries((entries) => this.#take(entries.filter(isAboutPosts)))
    return () => {
      stop()
      if (this.#timer) clearTimeout(this.#timer)
      this.#timer = null
    }
  }

  #take(entries: Entry[]): void {
    const page = this.#page()
    const fresh = entries.filter(({ seq }) => seq > page.seq)
    if (entries.length === 0) return
    this.#since = { of: page, shown: this.#after(this.shown, fresh) }
    this.#kept.push(...entries)
    this.#kept.splice(0, this.#kept.length - keptEntries)
    this.#sumSoon()
  }

  #after(shown: Shown, entries: readonly Entry[]): Shown {
    if (entries.length === 0) return shown
    const ask = this.#ask()
    const { timeZone } = this.#campaign.board.campaign
    const { units } = this.#campaign
    const isWanted = (post: Post) => isAskedFor(post, ask, { unit: units.get(post.unitId), timeZone })
    return shownAfter(shown, entries, isWanted)
  }

  /** What the board knows by itself: the whole campaign's sums, and each unit's. */
  #onBoard(): Sums | null {
    const ask = this.#ask()
    if (isFiltered({ ...ask, unitId: null })) return null
    const { days, units } = this.#campaign.board.figures
    const { posts: total, ...sums } =
      ask.unitId === null ? sumTotals(Object.values(days)) : (units[ask.unitId] ?? noTotals)
    return { total, sums }
  }

  #sumSoon(): void {
    if (untrack(() => this.#onBoard())) return
    this.#timer ??= setTimeout(() => void this.#sumAgain(), this.#pause)
  }

  async #sumAgain(): Promise<void> {
    // What moves while the answer is on its way is asked for after it.
    this.#timer = null
    const of = this.#page()
    const askedAt = Date.now()
    const found = await fetchPosts(this.#campaign.board.campaign.id, this.#ask())
    // A server that takes long is asked less often.
    this.#pause = Math.max(sumsAfter, 10 * (Date.now() - askedAt))
    if (!found) return this.#sumSoon()
    const { seq, total, sums } = found
    if (this.#asked?.of !== of || this.#asked.seq < seq) this.#asked = { of, seq, total, sums }
  }
}
