import type { ChannelKind } from '../../domain/channel.ts'
import { mayBecomeEvidence } from '../../domain/fitting.ts'
import { isWithinDays } from '../../domain/match.ts'
import type { LinkWarning } from '../../domain/recognise.ts'
import type { Instant } from '../../domain/time.ts'
import type { LinkRecognised } from '../../protocol/links.ts'
import type { OpenCampaign } from '../campaign/open-campaign.svelte.ts'
import type { Words } from '../words/words.svelte.ts'
import type { LinkState } from './link-check.svelte.ts'

/** What is said about a link. 'warn' may be sent all the same, 'wrong' will be refused, 'later' is not known now. */
export type Verdict = { tone: 'ok' | 'warn' | 'wrong' | 'quiet' | 'later'; title: string; lines: string[] }

type Around = {
  campaign: Pick<OpenCampaign, 'board' | 'now' | 'personName' | 'shortName'>
  asked: { unitId: number; assignmentId: number; channelKind: ChannelKind } | null
  publishedAt: Instant | null
  words: Words
}

export function verdictOf(state: LinkState, around: Around): Verdict | null {
  const { paste } = around.words.t
  switch (state.kind) {
    case 'none':
      return null
    case 'checking':
      return { tone: 'quiet', title: paste.checking, lines: [] }
    case 'unreachable':
      return { tone: 'later', title: paste.unreachable, lines: [paste.checkedOnline] }
    case 'refused':
      return { tone: 'wrong', title: around.words.error(state.code, state.data), lines: [] }
    case 'recognised':
      return state.found.known ? knownBefore(state.found.known, around) : newPost(state.found, around)
    default:
      return state satisfies never
  }
}

function knownBefore(
  known: NonNullable<LinkRecognised['known']>,
  { campaign, asked, words }: Around,
): Verdict {
  const { paste } = words.t
  const name = campaign.personName(known.by) ?? paste.somebody
  const by = paste.ofUnit(name, campaign.shortName(known.unitId))
  const said = paste.known(by, words.moment(known.at, campaign.now))
  if (!asked) return { tone: 'wrong', title: said, lines: [paste.knownAlready] }
  return mayBecomeEvidence(known, asked)
    ? { tone: 'ok', title: said, lines: [paste.knownCounts] }
    : { tone: 'wrong', title: said, lines: [paste.knownElsewhere] }
}

function newPost(found: LinkRecognised, { campaign, asked, publishedAt, words }: Around): Verdict {
  const { paste } = words.t
  const warnings = new Set<LinkWarning>(found.warnings)
  if (publishedAt !== null && !isWithinDays(publishedAt, campaign.board.campaign)) {
    warnings.add('outside_campaign')
  }
  const lines = [...warnings].map((warning) => {
    switch (warning) {
      case 'other_unit':
        return paste.ofOtherUnit(found.unit?.name ?? '')
      case 'unknown_channel':
        return paste.noChannel
      case 'other_channel_kind':
        return paste.ofOtherKind(asked ? words.t.kinds.channel[asked.channelKind] : '')
      case 'outside_campaign':
        return paste.outsideCampaign
      default:
        return warning satisfies never
    }
  })
  const title = found.channel?.name ?? new URL(found.link).hostname.replace(/^www\./, '')
  if (lines.length > 0) return { tone: 'warn', title, lines: [...lines, paste.coordinatorLooks] }
  if (found.needsResolving) return { tone: 'ok', title, lines: [paste.shared] }
  return { tone: 'ok', title, lines: [asked ? paste.right : paste.rightChannel] }
}
