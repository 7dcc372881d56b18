import type { AnyFact, CampaignFact } from '../../domain/entry.ts'
import { DomainError } from '../../domain/error.ts'
import type { Campaign } from '../../domain/campaign.ts'
import { maySeeCampaign } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import type { Instant } from '../../domain/time.ts'
import type { Accepted, Json, Refused, Reply } from '../../protocol/commands.ts'
import type { Sql, Tx } from '../db/pool.ts'
import { append, campaignStream, lockStream } from '../journal/journal.ts'
import { wake } from '../journal/wake.ts'
import * as campaigns from '../store/campaign.ts'
import * as commands from '../store/command.ts'

/** Through which a command comes: whose it is, and when it happens (now, unless a sample tells of the past). */
export type Door = { sql: Sql; actor: Actor | null; at?: Instant }

export type Frame = { id: string; kind: string; stream: string }

export type Decision<Fact extends AnyFact = AnyFact> = {
  facts: Fact[]
  result?: { [key: string]: Json }
  /** Facts for further streams, locked after the first, in this order. */
  also?: { stream: string; facts: AnyFact[] }[]
}

/**
 * Runs one command exactly once: locks the stream, gives a stored reply if this id was here before, else lets
 * `decide` load, decide and store, numbers its facts and stores the reply, all in one transaction; then wakes
 * the listeners. What the user caused comes back as a refusal and changes nothing.
 */
export async function runCommand(
  door: Door,
  frame: Frame,
  decide: (tx: Tx, step: { at: Instant; by: number }) => Promise<Decision>,
): Promise<Reply> {
  const { sql, actor } = door
  if (!actor) return refusal(new DomainError('not_signed_in'))
  const moved = new Map<string, number>()
  try {
    const reply = await sql.begin(async (tx) => {
      const head = await lockStream(tx, frame.stream)
      const stored = await commands.replyTo(tx, frame.id, { personId: actor.personId })
      if (stored) return stored
      const written = { at: door.at ?? Date.now(), by: actor.personId, cmd: frame.id }
      const { facts, result = {}, also = [] } = await decide(tx, written)
      const seq = await append(tx, frame.stream, { head, facts, written })
      moved.set(frame.stream, seq)
      for (const { stream, facts } of also) {
        const alsoHead = await lockStream(tx, stream)
        moved.set(stream, await append(tx, stream, { head: alsoHead, facts, written }))
      }
      const reply: Accepted = { ok: true, stream: frame.stream, seq, result }
      await commands.store(tx, {
        id: frame.id,
        personId: actor.personId,
        kind: frame.kind,
        reply,
        at: written.at,
      })
      return reply
    })
    for (const [stream, head] of moved) wake(sql, stream, head)
    return reply
  } catch (error) {
    if (error instanceof DomainError) return refusal(error)
    throw error
  }
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

export function refusal({ code, data }: DomainError): Refused {
  return { ok: false, code, data }
}

/** Throws not_allowed unless the rule says yes. */
export function requireThat(allowed: boolean, needs: string): void {
  if (!allowed) throw new DomainError('not_allowed', { needs })
}
