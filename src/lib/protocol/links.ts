import type { ChannelKind } from '../domain/channel.ts'
import type { LinkWarning } from '../domain/recognise.ts'
import type { Instant } from '../domain/time.ts'

/** What the board makes of a pasted link: GET /api/links/recognise?campaignId&assignmentId?&unitId?&link. */
export type LinkRecognised = {
  /** The one address of the post, however it was pasted. */
  link: string
  /** Only the platform knows which post this is: it may be known here under another link. */
  needsResolving: boolean
  /** The registered channel it is on, and that channel's unit; null when none is registered. */
  channel: { id: number; kind: ChannelKind; name: string } | null
  unit: { id: number; name: string; shortName: string } | null
  warnings: LinkWarning[]
  /** Who has reported it already; null: nobody. */
  known: { unitId: number; by: number | null; at: Instant; assignmentId: number | null } | null
}
