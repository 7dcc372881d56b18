import type { Instant } from '../domain/time.ts'
import { type WallFrame, type WallView, withChanges } from '../domain/wall.ts'
import { connection } from './connection.svelte.ts'

/** A wall on screen. Opens in a browser only; on the server it is the view it was given. */
export class LiveWall {
  view = $state.raw<WallView>() as WallView
  /** When the server drew what is shown; how fresh the line is, the connection says. */
  drawnAt = $state<Instant>(0)
  readonly #close: () => void = () => undefined
  #isWhole = false

  constructor({ campaignId, view, at }: { campaignId: number; view: WallView; at: Instant }) {
    this.view = view
    this.drawnAt = at
    if (typeof window === 'undefined') return
    this.#close = connection().watchWall(campaignId, (frame) => this.#take(frame))
  }

  close(): void {
    this.#close()
  }

  /** Changes say what differs from the whole view sent before; without one they mean nothing. */
  #take(frame: WallFrame): void {
    if ('view' in frame) this.view = frame.view
    else if (this.#isWhole) this.view = withChanges(this.view, frame.changes)
    else return
    this.#isWhole = true
    this.drawnAt = frame.at
  }
}
