import { DomainError } from '../../domain/error.ts'
import type { OrgFact, PeopleFact } from '../../domain/entry.ts'
import { mayAdminister } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import { dayOf, type Instant } from '../../domain/time.ts'
import { isWithin, type Unit } from '../../domain/unit.ts'
import type { AddUnit, ChangeUnit, MoveUnit, RetireUnit, UnitFacts } from '../../protocol/admin.ts'
import type { Reply } from '../../protocol/commands.ts'
import { endSessions } from '../auth/sessions.ts'
import type { Tx } from '../db/pool.ts'
import { lockStream } from '../journal/journal.ts'
import * as channels from '../store/channel.ts'
import * as grants from '../store/grant.ts'
import * as units from '../store/unit.ts'
import { type Door, requireThat, runCommand } from './frame.ts'
import type { Decision } from './run-all.ts'

/** A new unit under one the sender keeps. Result: {unitId}. */
export function add(door: Door, command: AddUnit): Promise<Reply> {
  return runCommand(door, { id: command.id, kind: 'addUnit', stream: 'org' }, async (tx) => {
    const parent = await keptUnit(tx, door.actor, command.parentId)
    await checkCodeIsFree(tx, command.code)
    const { id } = await units.insert(tx, { ...factsOf(command), parent })
    return { facts: [changed([id])], result: { unitId: id } }
  })
}

/** New facts of a unit. Throws changed_meanwhile {now} when they are not what the sender saw. */
export function change(door: Door, command: ChangeUnit): Promise<Reply> {
  return runCommand(door, { id: command.id, kind: 'changeUnit', stream: 'org' }, async (tx) => {
    const unit = await keptUnit(tx, door.actor, command.unitId)
    if (!sameFacts(factsOf(unit), command.was)) {
      throw new DomainError('changed_meanwhile', { now: factsOf(unit) })
    }
    if (sameFacts(command, unit)) return { facts: [] }
    await checkCodeIsFree(tx, command.code, unit.id)
    await units.change(tx, unit.id, factsOf(command))
    return { facts: [changed([unit.id])] }
  })
}

/** Puts a unit with everything below it under another; the sender keeps both. */
export function move(door: Door, command: MoveUnit): Promise<Reply> {
  return runCommand(door, { id: command.id, kind: 'moveUnit', stream: 'org' }, async (tx) => {
    const unit = await keptUnit(tx, door.actor, command.unitId)
    const parent = await keptUnit(tx, door.actor, command.parentId)
    if (isWithin(parent.path, unit.path)) throw new DomainError('unit_under_itself')
    if (unit.parentId === parent.id) return { facts: [] }
    // Who keeps only this unit itself may not take it out of their superiors' sight.
    requireThat(await keepsParentOf(tx, door.actor, unit), 'admin')
    return { facts: [changed(await units.move(tx, unit, parent))] }
  })
}

/**
 * Ends a unit today. Merged into another, the units below it, its channels and its people's roles go on there;
 * without a successor nothing may be below it, and its channels end with it. No open work of its own either way.
 */
export function retire(door: Door, command: RetireUnit): Promise<Reply> {
  return runCommand(door, { id: command.id, kind: 'retireUnit', stream: 'org' }, async (tx, { at }) => {
    // Whoever gives work or a role in it at this moment has done so before, or is told that it has ended.
    await units.lockOne(tx, command.unitId)
    await lockStream(tx, 'people')
    const unit = await keptUnit(tx, door.actor, command.unitId)
    requireThat(await keepsParentOf(tx, door.actor, unit), 'admin')
    const { successorId } = command
    const successor = successorId === null ? null : await keptUnit(tx, door.actor, successorId)
    if (successor && isWithin(successor.path, unit.path)) throw new DomainError('unit_under_itself')
    const uses = await units.uses(tx, unit.id)
    if (uses.open > 0 || (uses.units > 0 && !successor)) throw new DomainError('unit_in_use', uses)
    const left = successor ? await handOver(tx, unit, successor) : await endAlone(tx, unit, at)
    await units.retire(tx, unit.id, { on: dayOf(at, 'Asia/Ho_Chi_Minh'), successorId })
    return left
  })
}

async function handOver(tx: Tx, unit: Unit, successor: Unit): Promise<Decision> {
  const moved: number[] = []
  for (const child of await units.below(tx, unit.id)) moved.push(...(await units.move(tx, child, successor)))
  const channelIds = await channels.moveAll(tx, unit.id, successor.id)
  const personIds = await grants.moveAll(tx, unit.id, successor.id)
  // A session knows its roles by the unit's path: they sign in again to have them in the other.
  for (const personId of personIds) await endSessions(tx, personId)
  return {
    facts: [changed([unit.id, successor.id, ...moved]), ...channelsChanged(channelIds)],
    also: [{ stream: 'people', facts: peopleChanged(personIds) }],
  }
}

async function endAlone(tx: Tx, unit: Unit, at: Instant): Promise<Decision> {
  const channelIds = await channels.retireAll(tx, unit.id, at)
  return { facts: [changed([unit.id]), ...channelsChanged(channelIds)] }
}

/** A unit in use that the actor keeps; to everybody else there is no such unit. */
export async function keptUnit(tx: Tx, actor: Actor | null, id: number): Promise<units.UnitRow> {
  const unit = await units.one(tx, id)
  if (!unit || unit.validTo !== null || !mayAdminister(actor, unit.path)) {
    throw new DomainError('not_found', { unitId: id })
  }
  return unit
}

async function keepsParentOf(tx: Tx, actor: Actor | null, unit: Unit): Promise<boolean> {
  if (unit.parentId === null) return false
  const parent = await units.one(tx, unit.parentId)
  return parent !== null && mayAdminister(actor, parent.path)
}

async function checkCodeIsFree(tx: Tx, code: string, ownId: number | null = null): Promise<void> {
  const holder = await units.idOfCode(tx, code)
  if (holder !== null && holder !== ownId) throw new DomainError('unit_code_taken', { code })
}

export function factsOf({ code, name, shortName, kind, memberCount }: UnitFacts): UnitFacts {
  return { code, name, shortName, kind, memberCount }
}

function sameFacts(one: UnitFacts, other: UnitFacts): boolean {
  return JSON.stringify(factsOf(one)) === JSON.stringify(factsOf(other))
}

function channelsChanged(channelIds: number[]): OrgFact[] {
  return channelIds.length > 0 ? [{ kind: 'channels.changed', body: { channelIds } }] : []
}

function peopleChanged(personIds: number[]): PeopleFact[] {
  return personIds.length > 0 ? [{ kind: 'people.changed', body: { personIds } }] : []
}

export function changed(unitIds: number[]): OrgFact {
  return { kind: 'units.changed', body: { unitIds } }
}
