import { type Campaign, campaignState, type CampaignState } from '../../domain/campaign.ts'
import { matches } from '../../domain/search.ts'
import type { Day } from '../../domain/time.ts'

/** A campaign as the list shows it. */
export type ListedCampaign = Campaign & {
  ownerName: string
  finished: number
  total: number
  posts: number
}

export type CampaignGroup = { state: CampaignState; campaigns: ListedCampaign[] }

const order = ['open', 'prepared', 'closed'] as const

/** Those that match the words, by state: running ones first, in each the one that needs a look first. */
export function campaignGroups(
  campaigns: readonly ListedCampaign[],
  { words, kindWord }: { words: string; kindWord: (campaign: Campaign) => string },
): CampaignGroup[] {
  const found = campaigns.filter((campaign) =>
    matches(`${campaign.name} ${campaign.ownerName} ${kindWord(campaign)} ${campaign.startsOn}`, words),
  )
  return order
    .map((state) => ({
      state,
      campaigns: found.filter((campaign) => campaignState(campaign) === state).sort(byDays(state)),
    }))
    .filter((group) => group.campaigns.length > 0)
}

/** Where today is in a campaign. */
export type Standing =
  | { kind: 'running'; day: number; days: number }
  | { kind: 'begins'; inDays: number }
  | { kind: 'late_to_open' }
  | { kind: 'over_end' }
  | { kind: 'closed' }

export function standingOf(campaign: Campaign, today: Day): Standing {
  const days = distance(campaign.startsOn, campaign.endsOn) + 1
  const inDays = distance(today, campaign.startsOn)
  switch (campaignState(campaign)) {
    case 'closed':
      return { kind: 'closed' }
    case 'prepared':
      return inDays >= 0 ? { kind: 'begins', inDays } : { kind: 'late_to_open' }
    case 'open':
      if (inDays > 0) return { kind: 'begins', inDays }
      return today > campaign.endsOn ? { kind: 'over_end' } : { kind: 'running', day: 1 - inDays, days }
  }
}

function distance(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** What ends next, what begins next, what ended last. */
function byDays(state: CampaignState): (a: Campaign, b: Campaign) => number {
  const order = (a: Campaign, b: Campaign) => {
    if (state === 'open') return a.endsOn.localeCompare(b.endsOn)
    return (state === 'prepared' ? 1 : -1) * a.startsOn.localeCompare(b.startsOn)
  }
  return (a, b) => order(a, b) || b.id - a.id
}
