import type { CampaignFact } from '../../domain/entry.ts'
import { DomainError } from '../../domain/error.ts'
import type { Campaign } from '../../domain/campaign.ts'
import { maySeeCampaign } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import type { Instant } from '../../domain/time.ts'
import type { Reply } from '../../protocol/commands.ts'
import type { Sql, Tx } from '../db/pool.ts'
import { campaignStream } from '../journal/journal.ts'
import * as campaigns from '../store/campaign.ts'
import { inLine } from './line.ts'
import { refusal } from './refusal.ts'
import type { Decision, Step } from './run-all.ts'

/** Through which a command comes: whose it is, and when it happens (now, unless a sample tells of the past). */
export type Door = { sql: Sql; actor: Actor | null; at?: Instant }

export type Frame = { id: string; kind: string; stream: string }

/**
 * Runs one command exactly once, in one transaction with its entries and its reply; others that wait for the same
 * stream go along (line.ts). What the user caused comes back as a refusal and changes nothing.
 */
export async function runCommand(
  { sql, actor, at }: Door,
  { id, kind, stream }: Frame,
  decide: (tx: Tx, step: Step) => Promise<Decision>,
): Promise<Reply> {
  if (!actor) return refusal(new DomainError('not_signed_in'))
  return inLine(sql, stream, { id, kind, by: actor.personId, at, decide })
}

/** The campaign a command is about, its owner unit's path, and who acts when. */
export type Scene = {
  campaign: Campaign
  ownerPath: string
  actor: Actor
  at: Instant
  by: number
}

/** A command in a campaign its sender may see; to everybody else there is no such campaign. */
export function runInCampaign(
  door: Door,
  command: { id: string; kind: string; campaignId: number },
  decide: (tx: Tx, scene: Scene) => Promise<Decision<CampaignFact>>,
): Promise<Reply> {
  const stream = campaignStream(command.campaignId)
  const { actor } = door
  return runCommand(door, { id: command.id, kind: command.kind, stream }, async (tx, step) => {
    const found = await campaigns.one(tx, command.campaignId)
    if (!actor || !found || !maySeeCampaign(actor, found.ownerPath)) throw new DomainError('not_found')
    return decide(tx, { ...found, ...step, actor })
  })
}

/** Throws not_allowed unless the rule says yes. */
export function requireThat(allowed: boolean, needs: string): void {
  if (!allowed) throw new DomainError('not_allowed', { needs })
}
