import * as v from 'valibot'
import type { AnyFact, Entry } from '../domain/entry.ts'
import type { WallFrame } from '../domain/wall.ts'

/** What crosses the socket. The promises are numbered in tests/live/SPEC.md. */

/** The socket's path, apart from what Vite or a proxy may claim. */
export const livePath = '/live'

export const joinSchema = v.object({
  stream: v.pipe(v.string(), v.regex(/^(org|people|campaign:[1-9]\d{0,14})$/)),
  /** The seq the client stands at; null: from now on. */
  after: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
})
export const leaveSchema = v.object({ stream: v.pipe(v.string(), v.maxLength(40)) })
export const wallSchema = v.object({ campaignId: v.pipe(v.number(), v.integer(), v.minValue(1)) })

export type Join = v.InferOutput<typeof joinSchema>
export type Leave = v.InferOutput<typeof leaveSchema>
export type JoinWall = v.InferOutput<typeof wallSchema>

/**
 * Joined: the entries up to `head` were sent before this reply, everything new follows. too_old: fetch a
 * snapshot and join again at its seq. unavailable: try again later.
 */
export type JoinReply =
  { ok: true; head: number } | { ok: false; code: 'not_found' | 'too_old' | 'bad_input' | 'unavailable' }

export type Batch = { stream: string; entries: Entry<AnyFact>[] }

/** Who has a campaign open: how many people, and the ids of some of them. */
export type Presence = { stream: string; count: number; personIds: number[] }

export type ServerEvents = {
  /** In seq order, without gaps after what the client said it has. */
  entries: (batch: Batch) => void
  /** The seq up to which a room was sent everything: a client that has less noticed a gap. */
  head: (heads: Record<string, number>) => void
  wall: (frame: WallFrame) => void
  presence: (presence: Presence) => void
  /** The session ended: sign in again. */
  signedOut: () => void
}

export type ClientEvents = {
  join: (join: Join, reply: (reply: JoinReply) => void) => void
  leave: (leave: Leave) => void
  joinWall: (join: JoinWall, reply: (reply: JoinReply) => void) => void
  leaveWall: (leave: JoinWall) => void
}

/** Why a connection is refused; other reasons are the network's. */
export const notSignedIn = 'not_signed_in'
