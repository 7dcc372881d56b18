import { campaignState, checkNotClosed, checkPlan, type CampaignPlan } from '../../domain/campaign.ts'
import { DomainError } from '../../domain/error.ts'
import type { CampaignFact, OrgFact } from '../../domain/entry.ts'
import { mayCoordinate } from '../../domain/may.ts'
import type { CommandOf, Reply } from '../../protocol/commands.ts'
import { campaignStream, createStream } from '../journal/journal.ts'
import * as campaigns from '../store/campaign.ts'
import * as units from '../store/unit.ts'
import { type Door, requireThat, runCommand, runInCampaign } from './frame.ts'
import type { Decision } from './run-all.ts'

/** A new campaign of a unit the sender coordinates, still being prepared. Result: {campaignId}. */
export function create(door: Door, command: CommandOf<'createCampaign'>): Promise<Reply> {
  const frame = { id: command.id, kind: command.kind, stream: 'org' }
  return runCommand(door, frame, async (tx, { at }) => {
    const ownerPath = (await units.pathsInUse(tx, [command.unitId])).get(command.unitId)
    if (ownerPath === undefined) throw new DomainError('not_found', { unitId: command.unitId })
    requireThat(mayCoordinate(door.actor, ownerPath), 'coordinator')
    const plan = planOf(command)
    checkPlan(plan)
    const id = await campaigns.insert(tx, { ...plan, unitId: command.unitId, createdAt: at })
    await createStream(tx, campaignStream(id))
    const directives = []
    for (const directive of command.directives) {
      directives.push(await campaigns.insertDirective(tx, id, directive))
    }
    const created = await campaigns.one(tx, id)
    if (!created) throw new Error('the campaign just inserted is not there')
    const fact: CampaignFact = { kind: 'campaign.created', body: { campaign: created.campaign, directives } }
    return {
      facts: [listChanged(id)],
      also: [{ stream: campaignStream(id), facts: [fact] }],
      result: { campaignId: id },
    }
  })
}

export function change(door: Door, command: CommandOf<'changeCampaign'>): Promise<Reply> {
  return runInCampaign(door, command, async (tx, { campaign, ownerPath }) => {
    requireThat(mayCoordinate(door.actor, ownerPath), 'coordinator')
    checkNotClosed(campaign)
    const plan = planOf(command)
    checkPlan(plan)
    await campaigns.change(tx, campaign.id, plan)
    return listed(campaign.id, { kind: 'campaign.changed', body: plan })
  })
}

export function open(door: Door, command: CommandOf<'openCampaign'>): Promise<Reply> {
  return runInCampaign(door, command, async (tx, { campaign, ownerPath, at }) => {
    requireThat(mayCoordinate(door.actor, ownerPath), 'coordinator')
    checkNotClosed(campaign)
    if (campaignState(campaign) === 'open') throw new DomainError('campaign_already_open')
    await campaigns.open(tx, campaign.id, at)
    return listed(campaign.id, { kind: 'campaign.opened', body: { openedAt: at } })
  })
}

export function close(door: Door, command: CommandOf<'closeCampaign'>): Promise<Reply> {
  return runInCampaign(door, command, async (tx, { campaign, ownerPath, at }) => {
    requireThat(mayCoordinate(door.actor, ownerPath), 'coordinator')
    checkNotClosed(campaign)
    await campaigns.close(tx, campaign.id, at)
    return listed(campaign.id, { kind: 'campaign.closed', body: { closedAt: at } })
  })
}

export function addDirective(door: Door, command: CommandOf<'addDirective'>): Promise<Reply> {
  return runInCampaign(door, command, async (tx, { campaign, ownerPath }) => {
    requireThat(mayCoordinate(door.actor, ownerPath), 'coordinator')
    checkNotClosed(campaign)
    const directive = await campaigns.insertDirective(tx, campaign.id, command)
    return {
      facts: [{ kind: 'directive.added', body: { directive } }],
      result: { directiveId: directive.id },
    }
  })
}

export function removeDirective(door: Door, command: CommandOf<'removeDirective'>): Promise<Reply> {
  return runInCampaign(door, command, async (tx, { campaign, ownerPath }) => {
    requireThat(mayCoordinate(door.actor, ownerPath), 'coordinator')
    checkNotClosed(campaign)
    const gone = await campaigns.removeDirective(tx, command)
    if (!gone) throw new DomainError('not_found', { directiveId: command.directiveId })
    return { facts: [{ kind: 'directive.removed', body: { id: command.directiveId } }] }
  })
}

/** Lists of campaigns follow the organisation's stream, so what they show is told there too. */
function listed(campaignId: number, fact: CampaignFact): Decision<CampaignFact> {
  return { facts: [fact], also: [{ stream: 'org', facts: [listChanged(campaignId)] }] }
}

function listChanged(campaignId: number): OrgFact {
  return { kind: 'campaigns.changed', body: { campaignIds: [campaignId] } }
}

function planOf(command: CommandOf<'createCampaign' | 'changeCampaign'>): CampaignPlan {
  const { campaignKind, name, startsOn, endsOn, peakDays, postTarget } = command
  return { kind: campaignKind, name, startsOn, endsOn, peakDays: [...new Set(peakDays)].sort(), postTarget }
}
