import type { Instant } from '../domain/time.ts'
import { afterFrame, type WallFrame, type WallView } from '../domain/wall.ts'
import { connection } from './connection.svelte.ts'

type Given = { campaignId: number; view: WallView; at: Instant }

/** A wall on screen. Opens in a browser only; on the server it is the view it was given. */
export class LiveWall {
  view = $state.raw<WallView>() as WallView
  /** When the server drew what is shown; how fresh the line is, the connection says. */
  drawnAt = $state<Instant>(0)
  /** How far the server's clock is ahead of this device's, in milliseconds: televisions are often wrong. */
  ahead = $state(0)
  /** The campaign is no longer for this person. */
  isGone = $state(false)
  readonly #close: () => void = () => undefined
  /** What changes add to: null before the first whole view. */
  #whole: WallView | null = null

  /** `onChange` hears of every view that follows another. */
  constructor({ campaignId, view, at }: Given, onChange?: (before: WallView, next: WallView) => void) {
    this.view = view
    this.drawnAt = at
    if (typeof window === 'undefined') return
    this.#close = connection().watchWall(campaignId, {
      onFrame: (frame) => this.#take(frame, onChange),
      onNotFound: () => (this.isGone = true),
    })
  }

  close(): void {
    this.#close()
  }

  #take(frame: WallFrame, onChange?: (before: WallView, next: WallView) => void): void {
    const next = afterFrame(this.#whole, frame)
    if (!next) return
    this.isGone = false
    const before = this.view
    this.#whole = next
    this.view = next
    this.drawnAt = frame.at
    this.ahead = frame.at - Date.now()
    onChange?.(before, next)
  }
}
