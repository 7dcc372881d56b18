import type { ChannelKind } from './channel.ts'
import { DomainError } from './error.ts'
import type { Instant } from './time.ts'

/** Tin, bài, bài chuyên sâu, phóng sự, ảnh, video, livestream, infographic. */
export const contentTypes = [
  'news',
  'article',
  'in_depth',
  'reportage',
  'photos',
  'video',
  'livestream',
  'infographic',
] as const
export type ContentType = (typeof contentTypes)[number]

/** Something that will happen and deserves coverage. */
export type CampaignEvent = {
  id: number
  name: string
  place: string
  startsAt: Instant
  endsAt: Instant | null
  hostUnitId: number | null
}

/** One thing to be published, about an event or (eventId null) about the campaign's theme. */
export type Coverage = {
  id: number
  eventId: number | null
  title: string
  contentType: ContentType
  channelKind: ChannelKind
  dueAt: Instant
}

/** Throws times_out_of_order. */
export function checkTimes({ startsAt, endsAt }: Pick<CampaignEvent, 'startsAt' | 'endsAt'>): void {
  if (endsAt !== null && endsAt < startsAt) throw new DomainError('times_out_of_order')
}
