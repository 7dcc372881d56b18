import { type Channel, needsLink } from '../../domain/channel.ts'
import type { OrgFact } from '../../domain/entry.ts'
import { DomainError } from '../../domain/error.ts'
import { channelKey } from '../../domain/link.ts'
import { mayAdminister } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import type { AddChannel, ChangeChannel, ChannelFacts, RetireChannel } from '../../protocol/admin.ts'
import type { Reply } from '../../protocol/commands.ts'
import type { Tx } from '../db/pool.ts'
import * as channels from '../store/channel.ts'
import { type Door, runCommand } from './frame.ts'
import { keptUnit } from './units.ts'

/** A channel of a unit the sender keeps. Result: {channelId}. */
export function add(door: Door, command: AddChannel): Promise<Reply> {
  return runCommand(door, { id: command.id, kind: 'addChannel', stream: 'org' }, async (tx) => {
    await keptUnit(tx, door.actor, command.unitId)
    const addressKey = await freeKey(tx, command)
    const channelId = await channels.insert(tx, { ...factsOf(command), addressKey })
    return { facts: [changed(channelId)], result: { channelId } }
  })
}

/** New facts of a channel. Throws changed_meanwhile {now} when they are not what the sender saw. */
export function change(door: Door, command: ChangeChannel): Promise<Reply> {
  return runCommand(door, { id: command.id, kind: 'changeChannel', stream: 'org' }, async (tx) => {
    const channel = await keptChannel(tx, door.actor, command.channelId)
    if (!sameFacts(channel, command.was)) {
      throw new DomainError('changed_meanwhile', { now: factsOf(channel) })
    }
    if (sameFacts(channel, command)) return { facts: [] }
    await keptUnit(tx, door.actor, command.unitId)
    const addressKey = await freeKey(tx, command, channel.id)
    await channels.change(tx, channel.id, { ...factsOf(command), addressKey })
    return { facts: [changed(channel.id)] }
  })
}

export function retire(door: Door, command: RetireChannel): Promise<Reply> {
  return runCommand(door, { id: command.id, kind: 'retireChannel', stream: 'org' }, async (tx, { at }) => {
    const channel = await keptChannel(tx, door.actor, command.channelId)
    await channels.retire(tx, channel.id, at)
    return { facts: [changed(channel.id)] }
  })
}

async function keptChannel(tx: Tx, actor: Actor | null, id: number): Promise<channels.ChannelRow> {
  const channel = await channels.one(tx, id)
  if (!channel || channel.retiredAt !== null || !mayAdminister(actor, channel.unitPath)) {
    throw new DomainError('not_found', { channelId: id })
  }
  return channel
}

/** The key links are recognised by, which no other channel in use may have; null without an address. */
async function freeKey(
  tx: Tx,
  { kind, address }: Pick<Channel, 'kind' | 'address'>,
  ownId: number | null = null,
): Promise<string | null> {
  if (address === null) {
    if (needsLink(kind)) throw new DomainError('channel_address_needed', { kind })
    return null
  }
  const key = channelKey(address)
  if (key === null) throw new DomainError('bad_input', { field: 'address' })
  const holder = await channels.holderOf(tx, key)
  if (holder && holder.id !== ownId) {
    throw new DomainError('channel_address_taken', { address, unit: holder.unitName })
  }
  return key
}

function factsOf({ unitId, kind, name, address }: ChannelFacts): ChannelFacts {
  return { unitId, kind, name, address }
}

function sameFacts(one: ChannelFacts, other: ChannelFacts): boolean {
  return JSON.stringify(factsOf(one)) === JSON.stringify(factsOf(other))
}

function changed(channelId: number): OrgFact {
  return { kind: 'channels.changed', body: { channelIds: [channelId] } }
}
