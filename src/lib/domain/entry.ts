import type { Assignment } from './assignment.ts'
import type { Campaign, CampaignPlan, Directive } from './campaign.ts'
import type { CampaignEvent, Coverage } from './coverage.ts'
import type { Counts, CountSource, Post, Tally } from './post.ts'
import type { TickerLine } from './board.ts'
import type { Instant } from './time.ts'

/** A photo that shows the work where the channel has no link. */
export type Evidence = {
  /** Uuid of the file. */
  id: string
  assignmentId: number
  width: number
  height: number
  at: Instant
  byPerson: number
}

/** What happens in a campaign, by kind. Bodies hold ids and outcomes, never a member's words or name. */
export type CampaignFacts = {
  'campaign.created': { campaign: Campaign; directives: Directive[] }
  'campaign.changed': CampaignPlan
  'campaign.opened': { openedAt: Instant }
  'campaign.closed': { closedAt: Instant }
  'directive.added': { directive: Directive }
  'directive.removed': { id: number }
  'event.added': { event: CampaignEvent }
  'event.changed': { event: CampaignEvent }
  'event.removed': { id: number }
  'coverage.added': { coverage: Coverage }
  'coverage.changed': { coverage: Coverage }
  'coverage.removed': { id: number }
  'assignment.made': { assignments: Assignment[] }
  'assignment.accepted': { assignments: Assignment[] }
  'assignment.declined': { assignments: Assignment[] }
  'assignment.done': { assignments: Assignment[] }
  'assignment.verified': { assignments: Assignment[] }
  'assignment.returned': { assignments: Assignment[] }
  'assignment.cancelled': { assignments: Assignment[] }
  'assignment.reassigned': { assignments: Assignment[] }
  'assignment.extended': { assignments: Assignment[] }
  'assignment.reminded': { assignments: Assignment[] }
  'assignment.reverted': { assignments: Assignment[] }
  'evidence.added': { evidence: Evidence[] }
  'evidence.removed': { ids: string[] }
  /** At most 500 posts an entry; the tallies say what they add to the campaign's figures. */
  'posts.reported': { posts: Post[]; tallies: Tally[] }
  /** Posts known before, now the evidence of an assignment; figures stay. */
  'posts.matched': { posts: Post[] }
  'posts.removed': { postIds: number[]; tallies: Tally[]; ticker: TickerLine[] }
  /** At most 500 counts an entry, taken at the entry's time. */
  'engagement.counted': { counts: PostCounts[]; from: CountSource; tallies: Tally[] }
}

export type PostCounts = Counts & { postId: number }

export type CampaignFactKind = keyof CampaignFacts

/** A fact as a rule states it, before the journal numbers it. */
export type CampaignFact = {
  [K in CampaignFactKind]: { kind: K; body: CampaignFacts[K] }
}[CampaignFactKind]

/** A numbered fact of a stream: who, when, and by which command. */
export type Entry<Fact extends { kind: string; body: unknown } = CampaignFact> = Fact & {
  seq: number
  at: Instant
  by: number | null
  cmd: string
}

/** Facts of the 'org' stream (everybody signed in) and of the 'people' stream (admins): ids only. */
export type OrgFact =
  | { kind: 'units.changed'; body: { unitIds: number[] } }
  | { kind: 'channels.changed'; body: { channelIds: number[] } }
  | { kind: 'campaigns.changed'; body: { campaignIds: number[] } }
export type PeopleFact = { kind: 'people.changed'; body: { personIds: number[] } }

export type AnyFact = CampaignFact | OrgFact | PeopleFact

/** More facts than this in one entry are split, so that no entry grows with an import. */
export const entryBatch = 500
