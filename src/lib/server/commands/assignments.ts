import { type Assignment, checkEvidence, markDone as done } from '../../domain/assignment.ts'
import { checkNotClosed, checkOpen } from '../../domain/campaign.ts'
import type { CampaignFact } from '../../domain/entry.ts'
import { DomainError } from '../../domain/error.ts'
import { mayCoordinate, mayRemind, mayWorkFor } from '../../domain/may.ts'
import { type StepCommand, stepAll } from '../../domain/steps.ts'
import { isWithin } from '../../domain/unit.ts'
import type { CommandOf, Reply } from '../../protocol/commands.ts'
import type { Tx } from '../db/pool.ts'
import * as assignments from '../store/assignment.ts'
import * as coverages from '../store/coverage.ts'
import * as files from '../store/file.ts'
import * as grants from '../store/grant.ts'
import * as posts from '../store/post.ts'
import * as units from '../store/unit.ts'
import type { Desk } from './desk.ts'
import { type Door, requireThat, runInCampaign, runOnWork, type Scene } from './frame.ts'
import { removePosts, reportAsEvidence } from './posts.ts'

/**
 * Gives coverages to units, all pairs in one action; pairs that stand already are skipped and named.
 * Result: {assignmentIds, skipped}.
 */
export function assign(door: Door, command: CommandOf<'assign'>): Promise<Reply> {
  return runInCampaign(door, command, async (tx, { campaign, ownerPath, at, by }) => {
    requireThat(mayCoordinate(door.actor, ownerPath), 'coordinator')
    checkNotClosed(campaign)
    const pairs = command.coverageIds.length * command.unitIds.length
    if (pairs > mostPairs) throw new DomainError('bad_input', { field: 'unitIds', most: mostPairs })
    await checkUnits(tx, ownerPath, command.unitIds)
    await checkPerson(tx, command.personId, command.unitIds)
    const plan = new Map((await coverages.coveragesOf(tx, campaign.id)).map((one) => [one.id, one]))
    const standing = await assignments.standing(tx, command)
    const taken = new Set(standing.map(({ coverageId, unitId }) => `${coverageId}:${unitId}`))
    const drafts: Omit<Assignment, 'id'>[] = []
    for (const coverageId of new Set(command.coverageIds)) {
      const coverage = plan.get(coverageId)
      if (!coverage) throw new DomainError('not_found', { coverageId })
      for (const unitId of new Set(command.unitIds)) {
        if (taken.has(`${coverageId}:${unitId}`)) continue
        const { personId } = command
        const given = { coverageId, unitId, personId, dueAt: command.dueAt ?? coverage.dueAt }
        drafts.push({ ...given, ...newlyAssigned, stateBy: by, stateAt: at })
      }
    }
    if (drafts.length === 0) throw new DomainError('already_assigned')
    const made = await assignments.insertMany(tx, campaign.id, drafts)
    return {
      facts: [{ kind: 'assignment.made', body: { assignments: made } }],
      result: { assignmentIds: made.map(({ id }) => id), skipped: standing.map(({ id }) => id) },
    }
  })
}

/** One transaction stays short: more pairs than this go in several commands. */
const mostPairs = 2000

const newlyAssigned = {
  state: 'assigned',
  reason: null,
  doneBy: null,
  doneAt: null,
  remindedBy: null,
  remindedAt: null,
  before: null,
} as const

/**
 * Moves assignments by the rules of domain/steps.ts. Of several, those that can move do; the rest are named in
 * the result: {refused: [{assignmentId, code}]}.
 */
export function move(door: Door, command: StepCommand & { id: string; campaignId: number }): Promise<Reply> {
  return runOnWork(door, command, async (desk, scene) => {
    checkNotClosed(scene.campaign)
    if (unitsMove.has(command.kind)) checkOpen(scene.campaign)
    const loaded = await desk.assignments(scene.campaign.id, command.assignmentIds)
    await checkMayMove(desk, scene, command, loaded)
    if (command.kind === 'reassign') {
      const tx = await desk.tables()
      await checkReassign(tx, scene, { loaded, unitId: command.unitId })
      await checkPerson(tx, command.personId, [command.unitId])
    }
    const { fact, refusals } = stepAll(loaded, command, scene)
    if (!('assignments' in fact.body)) throw new Error('a step makes an assignment fact')
    const moved = fact.body.assignments
    const undone = command.kind === 'undo' ? await undo(await desk.tables(), scene, { loaded, moved }) : []
    desk.save(moved)
    return {
      facts: [fact, ...undone],
      result: { refused: refusals.map(({ assignmentId, error }) => ({ assignmentId, code: error.code })) },
    }
  })
}

/** What units do themselves, once the campaign is open. */
const unitsMove = new Set<StepCommand['kind']>(['accept', 'decline'])

/** Done with evidence: posts by link, photos where the channel has none. Result: {postIds}. */
export function markDone(door: Door, command: CommandOf<'markDone'>): Promise<Reply> {
  const about = { ...command, assignmentIds: [command.assignmentId] }
  return runOnWork(door, about, async (desk, scene) => {
    checkOpen(scene.campaign)
    const [assignment] = await desk.assignments(scene.campaign.id, about.assignmentIds)
    if (!assignment) throw new DomainError('not_found', { assignmentId: command.assignmentId })
    await checkMayMove(desk, scene, command, [assignment])
    const tx = await desk.tables()
    const coverage = await coverages.coverage(tx, scene.campaign.id, assignment.coverageId)
    if (!coverage) throw new Error(`assignment ${assignment.id} has no coverage`)
    const finished = done(assignment, scene)
    const { at, campaign } = scene
    const { facts, postIds } = await reportAsEvidence(tx, scene, {
      assignment,
      coverage,
      posts: command.posts,
    })
    const evidence = await files.attach(tx, command.fileIds, {
      campaignId: campaign.id,
      assignmentId: assignment.id,
      unitId: assignment.unitId,
      at,
    })
    checkEvidence(coverage.channelKind, {
      posts: (await posts.ofAssignment(tx, assignment.id)).length,
      photos: await files.countOf(tx, assignment.id),
    })
    desk.save([finished])
    const photos: CampaignFact[] = evidence.length > 0 ? [{ kind: 'evidence.added', body: { evidence } }] : []
    return {
      facts: [...facts, ...photos, { kind: 'assignment.done', body: { assignments: [finished] } }],
      result: { postIds },
    }
  })
}

async function checkMayMove(
  desk: Desk,
  { actor, ownerPath }: Scene,
  command: { kind: StepCommand['kind'] | 'markDone' },
  loaded: readonly Assignment[],
): Promise<void> {
  const paths = await desk.pathsOf(loaded.map(({ unitId }) => unitId))
  for (const assignment of loaded) {
    const path = paths.get(assignment.unitId) ?? ''
    switch (command.kind) {
      case 'accept':
      case 'decline':
      case 'markDone':
        requireThat(mayWorkFor(actor, path), 'staff')
        break
      case 'remind':
        requireThat(mayRemind(actor, path), 'leader')
        break
      case 'verify':
      case 'return':
      case 'cancel':
      case 'reassign':
      case 'extend':
        requireThat(mayCoordinate(actor, ownerPath), 'coordinator')
        break
      case 'undo':
        // Whose change it was is the rule's to say.
        requireThat(mayWorkFor(actor, path) || mayCoordinate(actor, ownerPath), 'staff')
        break
      default:
        command.kind satisfies never
    }
  }
}

/** Work is given to units of the campaign that have not ended. */
async function checkUnits(tx: Tx, ownerPath: string, unitIds: readonly number[]): Promise<void> {
  const paths = await units.pathsInUse(tx, unitIds)
  for (const unitId of unitIds) {
    const path = paths.get(unitId)
    if (path === undefined || !isWithin(path, ownerPath)) throw new DomainError('not_found', { unitId })
  }
}

/** Work is given by name to people of the unit that has it. */
async function checkPerson(tx: Tx, personId: number | null, unitIds: readonly number[]): Promise<void> {
  if (personId === null) return
  const held = await grants.of(tx, personId)
  if (!held.some(({ unitId }) => unitIds.includes(unitId))) throw new DomainError('not_found', { personId })
}

async function checkReassign(
  tx: Tx,
  { ownerPath }: Scene,
  { loaded, unitId }: { loaded: readonly Assignment[]; unitId: number },
): Promise<void> {
  await checkUnits(tx, ownerPath, [unitId])
  const coverageIds = loaded.map(({ coverageId }) => coverageId)
  const standing = await assignments.standing(tx, { coverageIds, unitIds: [unitId] })
  const other = standing.find(({ id }) => !loaded.some((assignment) => assignment.id === id))
  const twice = new Set(coverageIds).size < coverageIds.length
  if (other || twice) throw new DomainError('already_assigned', { unitId })
}

async function undo(
  tx: Tx,
  scene: Scene,
  change: { loaded: readonly Assignment[]; moved: readonly Assignment[] },
): Promise<CampaignFact[]> {
  await checkStillFree(tx, change)
  return takeBack(tx, scene, change)
}

/** What undo brings back must not stand beside work given to the same unit meanwhile. */
async function checkStillFree(
  tx: Tx,
  { loaded, moved }: { loaded: readonly Assignment[]; moved: readonly Assignment[] },
): Promise<void> {
  for (const { id, coverageId, unitId } of moved) {
    const was = loaded.find((assignment) => assignment.id === id)
    if (was?.state !== 'cancelled' && was?.unitId === unitId) continue
    const standing = await assignments.standing(tx, { coverageIds: [coverageId], unitIds: [unitId] })
    if (standing.some((other) => other.id !== id)) throw new DomainError('already_assigned', { unitId })
  }
}

/** Undoing "done" also takes away the posts and photos that came with it. */
async function takeBack(
  tx: Tx,
  scene: Scene,
  { loaded, moved }: { loaded: readonly Assignment[]; moved: readonly Assignment[] },
): Promise<CampaignFact[]> {
  const facts: CampaignFact[] = []
  for (const { id } of moved) {
    const undone = loaded.find((assignment) => assignment.id === id)
    if (undone?.state !== 'done' || undone.doneAt === null) continue
    const at = undone.doneAt
    const own = (await posts.ofAssignment(tx, id)).filter((post) => post.reportedAt === at)
    if (own.length > 0) facts.push(await removePosts(tx, scene, own))
    const ids = await files.detach(tx, { assignmentId: id, at })
    if (ids.length > 0) facts.push({ kind: 'evidence.removed', body: { ids } })
  }
  return facts
}
