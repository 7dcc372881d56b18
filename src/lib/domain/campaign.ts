import { DomainError } from './error.ts'
import type { Day, Instant } from './time.ts'

export const campaignKinds = [
  'workers_month',
  'congress',
  'anniversary',
  'emergency',
  'drive',
  'other',
] as const
export type CampaignKind = (typeof campaignKinds)[number]

export type Campaign = {
  id: number
  unitId: number
  kind: CampaignKind
  name: string
  startsOn: Day
  endsOn: Day
  peakDays: Day[]
  timeZone: string
  /** Posts over the whole campaign; null when none is set. */
  postTarget: number | null
  openedAt: Instant | null
  closedAt: Instant | null
}

/** What a coordinator types when creating or changing a campaign. */
export type CampaignPlan = Pick<Campaign, 'kind' | 'name' | 'startsOn' | 'endsOn' | 'peakDays' | 'postTarget'>

export type Directive = {
  id: number
  /** Number and symbol as printed: '438/KH-LĐLĐ'. */
  symbol: string
  issuedOn: Day | null
  issuer: string
  summary: string
  link: string | null
}

export type CampaignState = 'prepared' | 'open' | 'closed'

/** By the facts of its opening and closing, never by its dates: a coordinator opens and closes. */
export function campaignState(campaign: Pick<Campaign, 'openedAt' | 'closedAt'>): CampaignState {
  if (campaign.closedAt !== null) return 'closed'
  return campaign.openedAt === null ? 'prepared' : 'open'
}

/** Throws days_out_of_order, or peak_day_outside with the day. */
export function checkPlan(plan: CampaignPlan): void {
  if (plan.endsOn < plan.startsOn) {
    throw new DomainError('days_out_of_order', { startsOn: plan.startsOn, endsOn: plan.endsOn })
  }
  const outside = plan.peakDays.find((day) => day < plan.startsOn || day > plan.endsOn)
  if (outside) throw new DomainError('peak_day_outside', { day: outside })
}

/** Work is assigned while preparing; units act on it only once the campaign is open. */
export function checkOpen(campaign: Campaign): void {
  const state = campaignState(campaign)
  if (state === 'closed') throw new DomainError('campaign_closed', { name: campaign.name })
  if (state === 'prepared') throw new DomainError('campaign_not_open', { name: campaign.name })
}

/** A closed campaign keeps its figures: nothing in it changes any more. */
export function checkNotClosed(campaign: Campaign): void {
  if (campaign.closedAt !== null) throw new DomainError('campaign_closed', { name: campaign.name })
}
