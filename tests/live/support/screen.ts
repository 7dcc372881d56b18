import { type Board, fold } from '#lib/domain/board.ts'
import type { Entry } from '#lib/domain/entry.ts'
import type { LiveSocket, Streams } from '#lib/client/streams.ts'
import type { Snapshot } from '#lib/protocol/answers.ts'

/** What somebody's browser holds: a snapshot and every entry that reached it since. */
export class Screen {
  board: Board
  seq: number
  readonly seqs: number[] = []
  tooOld = 0
  isGone = false

  constructor(streams: Streams, { board, seq }: Snapshot, again: () => Promise<Snapshot>) {
    this.board = board
    this.seq = seq
    streams.follow(`campaign:${board.campaign.id}`, seq, {
      onEntries: (entries) => {
        this.seqs.push(...entries.map((entry) => entry.seq))
        this.board = fold(this.board, entries as Entry[])
        this.seq += entries.length
      },
      onTooOld: async () => {
        this.tooOld += 1
        const snapshot = await again()
        this.board = snapshot.board
        this.seq = snapshot.seq
        return snapshot.seq
      },
      onNotFound: () => (this.isGone = true),
    })
  }
}

export function connected(socket: LiveSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.connected) return resolve()
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
}
