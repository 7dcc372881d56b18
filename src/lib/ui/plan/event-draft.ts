import type { CampaignEvent, Coverage } from '../../domain/coverage.ts'
import { dayOf, type Day, type Instant, instantOf, localTimeOf } from '../../domain/time.ts'
import type { Campaign } from '../../domain/campaign.ts'

/** Events and coverages as their forms write them: text, times on a clock of the campaign's zone. */

export type EventText = {
  name: string
  place: string
  startsAt: string
  endsAt: string
  hostUnitId: string
}

export type CoverageText = {
  eventId: string
  title: string
  contentType: string
  channelKind: string
  dueAt: string
}

export function eventText(event: CampaignEvent, timeZone: string): EventText {
  return {
    name: event.name,
    place: event.place,
    startsAt: localTimeOf(event.startsAt, timeZone),
    endsAt: event.endsAt === null ? '' : localTimeOf(event.endsAt, timeZone),
    hostUnitId: event.hostUnitId === null ? '' : String(event.hostUnitId),
  }
}

/** A new event: tomorrow morning, or the first morning of a campaign that has not begun. */
export function newEventText(campaign: Campaign, now: Instant): EventText {
  const tomorrow = dayOf(now + 86_400_000, campaign.timeZone)
  const day = within(tomorrow, campaign)
  return { name: '', place: '', startsAt: `${day}T08:00`, endsAt: '', hostUnitId: '' }
}

export function coverageText(coverage: Coverage, timeZone: string): CoverageText {
  return {
    eventId: coverage.eventId === null ? '' : String(coverage.eventId),
    title: coverage.title,
    contentType: coverage.contentType,
    channelKind: coverage.channelKind,
    dueAt: localTimeOf(coverage.dueAt, timeZone),
  }
}

/** A new coverage: a news item on the Fanpage, due at 17:00 on the day of its event. */
export function newCoverageText({
  campaign,
  event,
  now,
}: {
  campaign: Campaign
  event: CampaignEvent | null
  now: Instant
}): CoverageText {
  const day = event
    ? dayOf(event.startsAt, campaign.timeZone)
    : within(dayOf(now + 86_400_000, campaign.timeZone), campaign)
  return {
    eventId: event ? String(event.id) : '',
    title: '',
    contentType: 'news',
    channelKind: 'fanpage',
    dueAt: `${day}T17:00`,
  }
}

/** Due times people choose most, as a form writes them. */
export function usualDueTimes(
  event: CampaignEvent,
  timeZone: string,
): { kind: 'dueAfternoon' | 'dueEvening' | 'dueAfter'; dueAt: string }[] {
  const day = dayOf(event.startsAt, timeZone)
  const after = (event.endsAt ?? event.startsAt) + 8 * 3_600_000
  return [
    { kind: 'dueAfternoon', dueAt: `${day}T17:00` },
    { kind: 'dueEvening', dueAt: `${day}T20:00` },
    { kind: 'dueAfter', dueAt: localTimeOf(after, timeZone) },
  ]
}

/** What is worth saying about a due time before it is saved. */
export function dueWarnings(
  dueAt: string,
  { campaign, now }: { campaign: Campaign; now: Instant },
): ('dueIsPast' | 'outside')[] {
  const at = instantOf(dueAt, campaign.timeZone)
  if (at === null) return []
  const warnings: ('dueIsPast' | 'outside')[] = []
  if (at < now) warnings.push('dueIsPast')
  if (isOutside(dayOf(at, campaign.timeZone), campaign)) warnings.push('outside')
  return warnings
}

export function isOutside(day: Day, { startsOn, endsOn }: Campaign): boolean {
  return day < startsOn || day > endsOn
}

function within(day: Day, { startsOn, endsOn }: Campaign): Day {
  if (day < startsOn) return startsOn
  return day > endsOn ? endsOn : day
}
