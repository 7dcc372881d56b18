import * as v from 'valibot'
import type { AnyFact, Entry } from '../domain/entry.ts'
import type { Instant } from '../domain/time.ts'
import type { WallFrame } from '../domain/wall.ts'

/** The socket's path, apart from what Vite or a proxy may claim. */
export const livePath = '/live'

export type Scope = 'board' | 'wall'

const seq = v.pipe(v.number(), v.integer(), v.minValue(0))
export const joinSchema = v.object({
  stream: v.pipe(v.string(), v.regex(/^(org|people|campaign:[1-9]\d{0,15})$/)),
  after: seq,
})
export const joinWallSchema = v.object({ campaignId: v.pipe(v.number(), v.integer(), v.minValue(1)) })
export const leaveSchema = v.object({ stream: v.pipe(v.string(), v.maxLength(40)) })

export type Join = v.InferOutput<typeof joinSchema>

/** Joined: entries after `after` follow, then everything new. too_old: fetch a snapshot and join again. */
export type JoinReply =
  { ok: true; head: number } | { ok: false; code: 'not_found' | 'too_old' | 'bad_input' | 'unavailable' }

export type Batch = { stream: string; entries: Entry<AnyFact>[] }

export type ServerEvents = {
  /** In seq order, without gaps after what the client said it has. */
  entries: (batch: Batch) => void
  /** Now and then, so that a client notices a silent gap. */
  head: (heads: Record<string, number>) => void
  wall: (frame: WallFrame) => void
  /** Who has the campaign open now: ids of people. */
  presence: (presence: { stream: string; personIds: number[] }) => void
  /** The session ended: sign in again. */
  signedOut: () => void
}

export type ClientEvents = {
  join: (join: unknown, reply: (reply: JoinReply) => void) => void
  leave: (leave: unknown) => void
  joinWall: (join: unknown, reply: (reply: JoinReply) => void) => void
  leaveWall: (join: unknown) => void
}

export type { Instant }
