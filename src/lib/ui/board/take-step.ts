import type { Instant } from '../../domain/time.ts'
import type { Refused } from '../../protocol/commands.ts'
import { act } from '../campaign/act.ts'
import type { OpenCampaign } from '../campaign/open-campaign.svelte.ts'
import type { Words } from '../words/words.svelte.ts'
import type { StepKind } from './steps.ts'

/** A command takes at most so many assignments. */
const mostAtOnce = 1000

/** What a step needs beside the assignments it is taken on. */
export type Details = { reason: string; dueAt: Instant; unitId: number }

type Said = { words: Words; refused?: (refusal: Refused) => void }

/** Takes a step on assignments, with a toast that undoes it; true when none of it was refused. */
export async function takeStep(
  campaign: OpenCampaign,
  { kind, ids, details = {} }: { kind: StepKind; ids: readonly number[]; details?: Partial<Details> },
  { words, refused }: Said,
): Promise<boolean> {
  const { reason = '', dueAt = 0, unitId = 0 } = details
  let isThrough = true
  for (let from = 0; from < ids.length; from += mostAtOnce) {
    const assignmentIds = ids.slice(from, from + mostAtOnce)
    const on = { campaignId: campaign.board.campaign.id, assignmentIds }
    const said = {
      words,
      done: words.t.board.acted[kind](assignmentIds.length),
      ...(refused ? { refused } : {}),
    }
    const reply = await act(campaign.live, askOf(), said)
    isThrough &&= reply.ok

    function askOf() {
      switch (kind) {
        case 'accept':
        case 'verify':
        case 'remind':
          return { kind, ...on }
        case 'decline':
        case 'return':
        case 'cancel':
          return { kind, ...on, reason }
        case 'extend':
          return { kind, ...on, dueAt }
        case 'reassign':
          return { kind, ...on, unitId, personId: null }
        default:
          return kind satisfies never
      }
    }
  }
  return isThrough
}
