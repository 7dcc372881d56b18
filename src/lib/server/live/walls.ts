import type { WallFrame } from '../../domain/wall.ts'
import type { Sql } from '../db/pool.ts'
import { campaignStream } from '../journal/journal.ts'
import { campaignOf } from './doors.ts'
import type { Feed } from './feed.ts'
import type { Feeds } from './feeds.ts'
import type { Names } from './names.ts'
import type { Log } from './sockets.ts'
import { Wall } from './wall.ts'

type Around = {
  sql: Sql
  feeds: Feeds
  names: Names
  log: Log
  emit: (frame: WallFrame) => void
}

/** The walls somebody on this node watches. */
export class Walls {
  readonly #around: Around
  readonly #walls = new Map<number, Wall>()
  readonly #opening = new Map<number, Promise<Wall | null>>()

  constructor(around: Around) {
    this.#around = around
  }

  /** The wall of a campaign, opened if need be; null when there is no such campaign. */
  async open(campaignId: number): Promise<Wall | null> {
    const known = this.#walls.get(campaignId)
    if (known) return known
    let opening = this.#opening.get(campaignId)
    if (!opening) {
      opening = this.#open(campaignId).finally(() => this.#opening.delete(campaignId))
      this.#opening.set(campaignId, opening)
    }
    return opening
  }

  /** Whether a wall is drawn again: one that was waited for while the database stood still may have been dropped. */
  has(wall: Wall): boolean {
    return this.#walls.get(wall.campaignId) === wall
  }

  entriesCame({ stream }: Feed): void {
    const campaignId = campaignOf(stream)
    if (campaignId !== null) this.#walls.get(campaignId)?.redraw()
  }

  /** Time has passed or names have changed. */
  redrawAll(): void {
    for (const wall of this.#walls.values()) wall.redraw()
  }

  /** Drops walls nobody watches any more. */
  sweep(isWatched: (campaignId: number) => boolean): void {
    for (const [campaignId, wall] of this.#walls) {
      if (isWatched(campaignId)) continue
      wall.close()
      this.#walls.delete(campaignId)
    }
  }

  /** Whether a stream's entries are needed for a wall. */
  needs(stream: string): boolean {
    const campaignId = campaignOf(stream)
    return campaignId !== null && (this.#walls.has(campaignId) || this.#opening.has(campaignId))
  }

  close(): void {
    this.sweep(() => false)
  }

  async #open(campaignId: number): Promise<Wall | null> {
    const feed = await this.#around.feeds.open(campaignStream(campaignId))
    if (!feed) return null
    const wall = await Wall.open(campaignId, { ...this.#around, feed })
    this.#walls.set(campaignId, wall)
    // Entries that came while it opened had no wall to wake.
    wall.redraw()
    return wall
  }
}
