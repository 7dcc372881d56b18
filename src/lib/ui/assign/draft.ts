import { campaignState, type Campaign } from '../../domain/campaign.ts'
import type { ChannelKind } from '../../domain/channel.ts'
import type { ContentType } from '../../domain/coverage.ts'
import { dayOf, type Instant, type LocalTime } from '../../domain/time.ts'

/** A coverage as it is being typed. */
export type CoverageDraft = {
  title: string
  contentType: ContentType
  channelKind: ChannelKind
  /** Null: about the campaign's theme. */
  eventId: number | null
  dueAt: LocalTime
}

/** Due at the end of the working day: of today, or of the campaign's first or last when today is outside. */
export function emptyDraft(campaign: Campaign, now: Instant): CoverageDraft {
  const today = dayOf(now, campaign.timeZone)
  const isBefore = campaignState(campaign) === 'prepared' && today < campaign.startsOn
  const day = isBefore ? campaign.startsOn : today > campaign.endsOn ? campaign.endsOn : today
  return { title: '', contentType: 'news', channelKind: 'fanpage', eventId: null, dueAt: `${day}T17:00` }
}
