import { untrack } from 'svelte'
import { fetchPost } from '../../client/posts.ts'
import { viewAfter } from '../../client/posts-page.ts'
import type { ErrorCode } from '../../domain/error.ts'
import type { PostView } from '../../protocol/answers.ts'
import type { OpenCampaign } from '../campaign/open-campaign.svelte.ts'

/** The post whose drawer is open: what the page brought along, else asked for, and kept true by entries. */
export class OpenPost {
  readonly postId: number
  view = $state.raw<PostView | null>(null)
  problem = $state<ErrorCode | null>(null)
  isRemoved = $state(false)
  readonly #campaign: OpenCampaign

  constructor(campaign: OpenCampaign, postId: number, given: PostView | null) {
    this.#campaign = campaign
    this.postId = postId
    this.view = given?.post.id === postId ? given : null
  }

  /** Follows the post until the function given is called. */
  follow(): () => void {
    if (untrack(() => this.view === null)) void this.load()
    const { live } = this.#campaign
    const stopAnew = live.onAnew(() => this.load())
    const stopEntries = live.onEntries((entries) => {
      for (const entry of entries) {
        if (!this.view) return
        const after = viewAfter(this.view, entry)
        if (after) this.view = after
        else this.isRemoved = true
      }
    })
    return () => {
      stopAnew()
      stopEntries()
    }
  }

  async load(): Promise<void> {
    this.problem = null
    const found = await fetchPost(this.#campaign.board.campaign.id, this.postId)
    if (typeof found === 'string') this.problem = found
    else this.view = found
  }
}
