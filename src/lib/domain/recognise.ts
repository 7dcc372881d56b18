import type { Channel, ChannelKind } from './channel.ts'
import { channelKeysOf, type CanonicalLink } from './link.ts'
import { dayOf, type Day, type Instant } from './time.ts'

export type LinkWarning = 'other_unit' | 'unknown_channel' | 'other_channel_kind' | 'outside_campaign'

/** The registered channel a post is on, by the key of its address; the one with the longest matching section of a web site. */
export function recogniseChannel<C extends { addressKey: string | null }>(
  link: CanonicalLink,
  channels: readonly C[],
): C | null {
  for (const key of channelKeysOf(link)) {
    const channel = channels.find(({ addressKey }) => addressKey === key)
    if (channel) return channel
  }
  return null
}

/** Kinds of channel a post with such a link can be on. Empty: the link does not say. */
export function channelKindsOf({ platform }: CanonicalLink): ChannelKind[] {
  switch (platform) {
    case 'facebook':
      return ['fanpage']
    case 'youtube':
      return ['youtube']
    case 'zalo':
      return ['zalo']
    case 'portal':
      return ['portal', 'press', 'radio_tv']
    case 'tiktok':
    case 'other':
      return []
    default:
      return platform satisfies never
  }
}

/** Channels of everybody: a unit's news in the paper or on the air is no mistake. */
const shared: readonly ChannelKind[] = ['press', 'radio_tv']

/**
 * What to point out about a link before it is taken as evidence; none of it forbids.
 * `expectedUnitIds`: the assignment's unit and those whose channels it may publish on (the federation's portal).
 */
export function linkWarnings({
  link,
  channel,
  expectedUnitIds,
  expectedChannelKind,
  publishedAt,
  campaign,
}: {
  link: CanonicalLink
  channel: Pick<Channel, 'unitId' | 'kind'> | null
  expectedUnitIds: readonly number[]
  /** Null: a spontaneous post may be anywhere. */
  expectedChannelKind: ChannelKind | null
  publishedAt?: Instant | null
  campaign: { startsOn: Day; endsOn: Day; timeZone: string }
}): LinkWarning[] {
  const warnings: LinkWarning[] = []
  const kinds = channel ? [channel.kind] : channelKindsOf(link)
  if (!channel) warnings.push('unknown_channel')
  else if (!shared.includes(channel.kind) && !expectedUnitIds.includes(channel.unitId))
    warnings.push('other_unit')
  if (expectedChannelKind && kinds.length > 0 && !kinds.includes(expectedChannelKind)) {
    warnings.push('other_channel_kind')
  }
  if (publishedAt !== undefined && publishedAt !== null) {
    const day = dayOf(publishedAt, campaign.timeZone)
    if (day < campaign.startsOn || day > campaign.endsOn) warnings.push('outside_campaign')
  }
  return warnings
}
