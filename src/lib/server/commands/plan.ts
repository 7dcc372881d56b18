import { checkNotClosed } from '../../domain/campaign.ts'
import { checkTimes } from '../../domain/coverage.ts'
import { DomainError } from '../../domain/error.ts'
import { mayCoordinate } from '../../domain/may.ts'
import { isWithin } from '../../domain/unit.ts'
import type { CommandOf, Reply } from '../../protocol/commands.ts'
import type { Tx } from '../db/pool.ts'
import * as coverages from '../store/coverage.ts'
import * as units from '../store/unit.ts'
import { type Door, requireThat, runInCampaign, type Scene } from './frame.ts'

/** What is planned: events and coverages. All need the coordinator of a campaign that is not closed. */

export function addEvent(door: Door, command: CommandOf<'addEvent'>): Promise<Reply> {
  return runInCampaign(door, command, async (tx, scene) => {
    checkPlanning(scene)
    checkTimes(command)
    await checkHost(tx, scene, command.hostUnitId)
    const event = await coverages.insertEvent(tx, scene.campaign.id, command)
    return { facts: [{ kind: 'event.added', body: { event } }], result: { eventId: event.id } }
  })
}

export function changeEvent(door: Door, command: CommandOf<'changeEvent'>): Promise<Reply> {
  return runInCampaign(door, command, async (tx, scene) => {
    checkPlanning(scene)
    await checkEvent(tx, scene, command.eventId)
    checkTimes(command)
    await checkHost(tx, scene, command.hostUnitId)
    const { eventId: id, name, place, startsAt, endsAt, hostUnitId } = command
    const event = { id, name, place, startsAt, endsAt, hostUnitId }
    await coverages.changeEvent(tx, event)
    return { facts: [{ kind: 'event.changed', body: { event } }] }
  })
}

export function removeEvent(door: Door, command: CommandOf<'removeEvent'>): Promise<Reply> {
  return runInCampaign(door, command, async (tx, scene) => {
    checkPlanning(scene)
    await checkEvent(tx, scene, command.eventId)
    if (await coverages.eventHasCoverage(tx, command.eventId)) throw new DomainError('event_in_use')
    await coverages.removeEvent(tx, command.eventId)
    return { facts: [{ kind: 'event.removed', body: { id: command.eventId } }] }
  })
}

export function addCoverage(door: Door, command: CommandOf<'addCoverage'>): Promise<Reply> {
  return runInCampaign(door, command, async (tx, scene) => {
    checkPlanning(scene)
    await checkEvent(tx, scene, command.eventId)
    const coverage = await coverages.insertCoverage(tx, scene.campaign.id, command)
    return { facts: [{ kind: 'coverage.added', body: { coverage } }], result: { coverageId: coverage.id } }
  })
}

/** Changes the coverage; assignments already made keep their own due time. */
export function changeCoverage(door: Door, command: CommandOf<'changeCoverage'>): Promise<Reply> {
  return runInCampaign(door, command, async (tx, scene) => {
    checkPlanning(scene)
    await checkCoverage(tx, scene, command.coverageId)
    await checkEvent(tx, scene, command.eventId)
    const { coverageId: id, eventId, title, contentType, channelKind, dueAt } = command
    const coverage = { id, eventId, title, contentType, channelKind, dueAt }
    await coverages.changeCoverage(tx, coverage)
    return { facts: [{ kind: 'coverage.changed', body: { coverage } }] }
  })
}

export function removeCoverage(door: Door, command: CommandOf<'removeCoverage'>): Promise<Reply> {
  return runInCampaign(door, command, async (tx, scene) => {
    checkPlanning(scene)
    await checkCoverage(tx, scene, command.coverageId)
    if (await coverages.coverageHasAssignments(tx, command.coverageId)) {
      throw new DomainError('coverage_in_use')
    }
    await coverages.removeCoverage(tx, command.coverageId)
    return { facts: [{ kind: 'coverage.removed', body: { id: command.coverageId } }] }
  })
}

function checkPlanning({ actor, campaign, ownerPath }: Scene): void {
  requireThat(mayCoordinate(actor, ownerPath), 'coordinator')
  checkNotClosed(campaign)
}

async function checkEvent(tx: Tx, { campaign }: Scene, eventId: number | null): Promise<void> {
  if (eventId === null || (await coverages.hasEvent(tx, campaign.id, eventId))) return
  throw new DomainError('not_found', { eventId })
}

async function checkCoverage(tx: Tx, { campaign }: Scene, coverageId: number): Promise<void> {
  if (!(await coverages.coverage(tx, campaign.id, coverageId))) {
    throw new DomainError('not_found', { coverageId })
  }
}

/** An event of a campaign takes place at its unit or one below. */
async function checkHost(tx: Tx, { ownerPath }: Scene, hostUnitId: number | null): Promise<void> {
  if (hostUnitId === null) return
  const path = (await units.pathsOf(tx, [hostUnitId])).get(hostUnitId)
  if (path === undefined || !isWithin(path, ownerPath))
    throw new DomainError('not_found', { unitId: hostUnitId })
}
