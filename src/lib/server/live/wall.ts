import { type Board, fold } from '../../domain/board.ts'
import type { Entry } from '../../domain/entry.ts'
import { wallChanges, type WallFrame, type WallView, wallView } from '../../domain/wall.ts'
import type { Snapshot } from '../../protocol/answers.ts'
import type { Sql } from '../db/pool.ts'
import { boardSnapshot } from '../queries/board.ts'
import { unitsOn } from '../queries/wall.ts'
import type { Feed } from './feed.ts'
import type { Names } from './names.ts'
import type { Log } from './sockets.ts'

/** At most two frames a second, whatever the rate of entries. */
const frameEvery = 500
/** Milliseconds until a view that could not be drawn is tried again: its database may be away. */
const tryAgainAfter = 2_000

type Around = { sql: Sql; feed: Feed; names: Names; log: Log; emit: (frame: WallFrame) => void }

/**
 * The wall of one campaign. `view` is what everybody in the room has; it moves only together with the frame
 * that says how, so whoever gets the whole view and joins the room in one tick misses nothing.
 */
export class Wall {
  readonly campaignId: number
  readonly #around: Around
  #snapshot: Snapshot
  #view: WallView
  #viewSeq: number
  #drawnAt = Date.now()
  #timer: NodeJS.Timeout | null = null
  #drawing = false
  #isClosed = false

  private constructor(around: Around, snapshot: Snapshot, view: WallView) {
    this.campaignId = snapshot.board.campaign.id
    this.#around = around
    this.#snapshot = snapshot
    this.#view = view
    this.#viewSeq = snapshot.seq
  }

  static async open(campaignId: number, around: Around): Promise<Wall> {
    const snapshot = await boardSnapshot(around.sql, campaignId)
    const wall = new Wall(around, snapshot, await viewOf(snapshot.board, around.names))
    wall.redraw()
    return wall
  }

  /** Everything, for somebody who begins to watch. */
  whole(): WallFrame {
    return { campaignId: this.campaignId, seq: this.#viewSeq, at: Date.now(), view: this.#view }
  }

  /** Soon, at most once in `frameEvery`: call it when entries came, names changed or a minute passed. */
  redraw(): void {
    if (this.#timer || this.#isClosed) return
    const wait = Math.max(0, this.#drawnAt + frameEvery - Date.now())
    this.#timer = setTimeout(() => void this.#draw(), wait)
  }

  close(): void {
    this.#isClosed = true
    if (this.#timer) clearTimeout(this.#timer)
  }

  async #draw(): Promise<void> {
    this.#timer = null
    if (this.#drawing) return this.redraw()
    this.#drawing = true
    this.#drawnAt = Date.now()
    try {
      this.#snapshot = await this.#next()
      const { board, seq } = this.#snapshot
      const view = await viewOf(board, this.#around.names)
      if (this.#isClosed) return
      const changes = wallChanges(this.#view, view)
      this.#view = view
      this.#viewSeq = seq
      if (changes) this.#around.emit({ campaignId: this.campaignId, seq, at: Date.now(), changes })
    } catch (error) {
      this.#around.log.error({ err: error, campaignId: this.campaignId }, 'A wall could not be drawn')
      // Otherwise it would stay as it is until something else happens, and look right.
      if (!this.#isClosed) this.#timer ??= setTimeout(() => void this.#draw(), tryAgainAfter)
    } finally {
      this.#drawing = false
    }
  }

  /** The board after what was published since; from the tables when that is no longer in memory. */
  async #next(): Promise<Snapshot> {
    const { board, seq } = this.#snapshot
    const missed = this.#around.feed.after(seq)
    if (!missed) return boardSnapshot(this.#around.sql, this.campaignId)
    // A campaign's stream holds campaign facts only.
    const entries = missed.map(({ entry }) => entry as Entry)
    return { board: fold(board, entries), seq: entries.at(-1)?.seq ?? seq }
  }
}

async function viewOf(board: Board, names: Names): Promise<WallView> {
  return wallView(board, await names.of(unitsOn(board)), Date.now())
}
