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

/** Whether the item is about the assignment. */
export function isAbout(item: OutboxItem, assignmentId: number): boolean {
  return assignmentOf(item) === assignmentId
}

/** The assignment an item is about; null for what is about none, or about many. */
export function assignmentOf(item: OutboxItem): number | null {
  if (item.kind === 'photo') return item.photo.assignmentId
  const { command } = item
  if ('assignmentId' in command) return command.assignmentId
  if ('assignmentIds' in command && command.assignmentIds.length === 1)
    return command.assignmentIds[0] ?? null
  return null
}
