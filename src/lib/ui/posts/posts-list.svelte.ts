import { untrack } from 'svelte'
import { fetchPosts } from '../../client/posts.ts'
import { isAboutPosts, type Shown, withEntries } from '../../client/posts-page.ts'
import type { Entry } from '../../domain/entry.ts'
import type { Counts, Post } from '../../domain/post.ts'
import type { PostsPage } from '../../protocol/answers.ts'
import { isAskedFor, type PostsAsk } from '../../protocol/posts.ts'
import type { OpenCampaign } from '../campaign/open-campaign.svelte.ts'

/** Entries kept for a page that was asked for before they came and arrives after. */
const keptEntries = 300
/** Sums are asked for again this long after they moved, in milliseconds: an import moves them several times a second. */
const sumsAfter = 1_500

type Given = { campaign: OpenCampaign; page: () => PostsPage; ask: () => PostsAsk }

/** The list on screen: rows stay where they are and change in place, what is new is counted until somebody wants it. */
export class PostsList {
  readonly #campaign: OpenCampaign
  readonly #page: () => PostsPage
  readonly #ask: () => PostsAsk
  #entries = $state.raw<Entry[]>([])
  #later = $state.raw<{ of: PostsPage; total: number; sums: Counts } | null>(null)
  #timer: ReturnType<typeof setTimeout> | null = null
  readonly shown: Shown = $derived.by(() =>
    withEntries(this.#page(), this.#entries, (post) => this.#isAskedFor(post)),
  )

  constructor({ campaign, page, ask }: Given) {
    this.#campaign = campaign
    this.#page = page
    this.#ask = ask
  }

  get total(): number {
    return this.#sums.total
  }

  get sums(): Counts {
    return this.#sums.sums
  }

  get pages(): number {
    return Math.max(1, Math.ceil(this.total / this.#page().pageSize))
  }

  /** Follows the campaign until the function given is called. */
  follow(): () => void {
    const { live } = this.#campaign
    // The board may have been read after this page, and what lies between comes no more.
    if (untrack(() => live.seq > this.#page().seq)) this.#sumSoon()
    const stop = live.onEntries((entries) => {
      const about = entries.filter(isAboutPosts)
      if (about.length === 0) return
      this.#entries = [...this.#entries, ...about].slice(-keptEntries)
      this.#sumSoon()
    })
    return () => {
      stop()
      if (this.#timer) clearTimeout(this.#timer)
      this.#timer = null
    }
  }

  get #sums(): { total: number; sums: Counts } {
    const page = this.#page()
    return this.#later?.of === page ? this.#later : page
  }

  #isAskedFor(post: Post): boolean {
    const { timeZone } = this.#campaign.board.campaign
    return isAskedFor(post, this.#ask(), { unit: this.#campaign.units.get(post.unitId), timeZone })
  }

  #sumSoon(): void {
    this.#timer ??= setTimeout(() => void this.#sumAgain(), sumsAfter)
  }

  async #sumAgain(): Promise<void> {
    const of = this.#page()
    const found = await fetchPosts(this.#campaign.board.campaign.id, this.#ask())
    this.#timer = null
    if (found) this.#later = { of, total: found.total, sums: found.sums }
    else this.#sumSoon()
  }
}
