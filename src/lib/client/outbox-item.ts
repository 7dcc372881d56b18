import type { Instant } from '../domain/time.ts'
import type { Accepted, Command, Refused } from '../protocol/commands.ts'

export type Photo = { campaignId: number; assignmentId: number; file: Blob }

/** Something a person did that the server has not answered yet. Its id makes it happen once. */
export type OutboxItem = {
  id: string
  personId: number
  /** Items are sent in this order: when they were made, in milliseconds, no two alike in a tab. */
  order: number
  madeAt: Instant
  /** Null: waiting. A refused item stays until the person has seen it. */
  refused: Refused | null
} & ({ kind: 'command'; command: Command } | { kind: 'photo'; photo: Photo })

/** What a sent item came to (for a photo, the reply's stream and seq say nothing). Later: send it again. */
export type Outcome =
  | { kind: 'accepted'; reply: Accepted }
  | { kind: 'refused'; reply: Refused }
  | { kind: 'later'; why: 'network' | 'server' | 'signed_out' }
