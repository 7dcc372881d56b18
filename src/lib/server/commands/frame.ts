import type { CampaignFact } from '../../domain/entry.ts'
import { DomainError } from '../../domain/error.ts'
import { maySeeCampaign } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import type { Instant } from '../../domain/time.ts'
import type { Reply } from '../../protocol/commands.ts'
import type { Sql, Tx } from '../db/pool.ts'
import { campaignStream } from '../journal/journal.ts'
import type { About, Desk, Placed } from './desk.ts'
import { inLine } from './line.ts'
import { refusal } from './refusal.ts'
import type { Command, Decision, Step } from './run-all.ts'

/** Through which a command comes: whose it is, and when it happens (now, unless a sample tells of the past). */
export type Door = {
  sql: Sql
  actor: Actor | null
  at?: Instant
  /**
   * The actor's session, where it was read some time ago: it is looked up again together with what the command is about,
   * and the command refused with not_signed_in when it has ended or its person's roles are others now.
   */
  sessionId?: string
}

export type Frame = { id: string; kind: string; stream: string; about?: About }

/**
 * Runs one command exactly once, in one transaction with its entries and its reply; others that wait for the same
 * stream go along (line.ts). What the user caused comes back as a refusal and changes nothing.
 */
export function runCommand(
  door: Door,
  frame: Frame,
  decide: (tx: Tx, step: Step) => Promise<Decision>,
): Promise<Reply> {
  return runAtDesk(door, frame, async (desk, step) => decide(await desk.tables(), step))
}

async function runAtDesk(
  { sql, actor, at, sessionId }: Door,
  { stream, ...frame }: Frame,
  decide: Command['decide'],
): Promise<Reply> {
  if (!actor) return refusal(new DomainError('not_signed_in'))
  const session = sessionId === undefined ? undefined : { id: sessionId, actor }
  return inLine(sql, stream, { ...frame, by: actor.personId, at, session, decide })
}

/** The campaign a command is about, its owner unit's path, and who acts when. */
export type Scene = Placed & {
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
  return runOnWork(door, command, async (desk, scene) => decide(await desk.tables(), scene))
}

/** The same for one that moves work given: what it reads and writes of that it shares with others (desk.ts). */
export function runOnWork(
  door: Door,
  { id, kind, campaignId, assignmentIds }: { id: string; kind: string } & About,
  decide: (desk: Desk, scene: Scene) => Promise<Decision<CampaignFact>>,
): Promise<Reply> {
  const { actor } = door
  const about = { campaignId, ...(assignmentIds && { assignmentIds }) }
  const frame = { id, kind, stream: campaignStream(campaignId), about }
  return runAtDesk(door, frame, async (desk, step) => {
    const found = await desk.campaign(campaignId)
    if (!actor || !found || !maySeeCampaign(actor, found.ownerPath)) throw new DomainError('not_found')
    return decide(desk, { ...found, ...step, actor })
  })
}

/** Throws not_allowed unless the rule says yes. */
export function requireThat(allowed: boolean, needs: string): void {
  if (!allowed) throw new DomainError('not_allowed', { needs })
}
