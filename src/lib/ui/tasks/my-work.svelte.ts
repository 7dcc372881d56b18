import { followRead } from '../../client/follow-read.ts'
import { isAbout, type OutboxItem } from '../../client/outbox-item.ts'
import { type Outbox, outboxOf } from '../../client/outbox.svelte.ts'
import { fetchOfficerCampaigns } from '../../client/snapshot.ts'
import { type Assignment, isFinished, isOpen } from '../../domain/assignment.ts'
import type { CampaignEvent, Coverage } from '../../domain/coverage.ts'
import { byDue, groupOf, isRecentlySettled, isTaskOf, type TaskGroup } from '../../domain/my-tasks.ts'
import type { Me } from '../../domain/person.ts'
import { isWorkOf } from '../../domain/progress.ts'
import { dayOf, type Instant } from '../../domain/time.ts'
import type { OfficerCampaign, OfficerCampaigns } from '../../protocol/answers.ts'
import { OpenCampaign } from '../campaign/open-campaign.svelte.ts'
import { TaskDrafts } from './draft.svelte.ts'

export type Task = {
  assignment: Assignment
  coverage: Coverage
  event: CampaignEvent | null
  campaign: OpenCampaign
  group: TaskGroup
  /** Something this person did to it has not reached the board. */
  isHeld: boolean
  /** What the board did not take, and why. */
  refused: OutboxItem | null
}

/** Everything an officer has to do, across the campaigns they work in, with what they typed and what waits. */
export class MyWork {
  readonly me: Me
  readonly outbox: Outbox
  readonly drafts: TaskDrafts
  campaigns = $state.raw<OpenCampaign[]>([])
  readonly unitIds: ReadonlySet<number>
  readonly #stops: (() => void)[]
  /** How to stop following a campaign that may yet give work, by its id. */
  readonly #others = new Map<number, () => void>()
  #lastReading: Promise<unknown> = Promise.resolve()
  readonly tasks: Task[] = $derived(this.campaigns.flatMap((campaign) => this.#tasksOf(campaign)))
  /** To do, the earliest due first; what was done and waits to be sent keeps its place. */
  readonly open: Task[] = $derived(
    this.tasks
      .filter(({ assignment, isHeld }) => isOpen(assignment.state) || isHeld)
      .sort((a, b) => byDue(a.assignment, b.assignment)),
  )
  /** Done or answered, the latest first. */
  readonly settled: Task[] = $derived(
    this.tasks
      .filter(
        ({ assignment, isHeld, campaign }) => !isHeld && isRecentlySettled(assignment, clockOf(campaign)),
      )
      .sort((a, b) => b.assignment.stateAt - a.assignment.stateAt),
  )
  readonly today: { done: number; total: number; late: number } = $derived(this.#countToday())
  /** The next time something is due; null when nothing is. */
  readonly nextDue: Instant | null = $derived(this.#nextDue())

  constructor(given: OfficerCampaigns, { me, now }: { me: Me; now: Instant }) {
    this.me = me
    this.outbox = outboxOf(me.id)
    this.drafts = new TaskDrafts(me.id)
    this.unitIds = new Set(me.grants.filter(({ role }) => role === 'staff').map(({ unitId }) => unitId))
    this.#show(given.campaigns, now)
    const stop = this.outbox.onSettled(({ item, reply }) => {
      if (item.kind === 'photo') {
        if (!reply.ok) this.#dropPhoto(item.photo.assignmentId, item.id)
        return
      }
      const { command } = item
      if (!reply.ok) return
      if (command.kind === 'markDone') this.drafts.of(command.assignmentId).clear()
      if (command.kind === 'decline') for (const id of command.assignmentIds) this.drafts.of(id).clear()
    })
    this.#stops = [stop]
    if (typeof window === 'undefined') return
    this.#stops.push(this.#followCampaigns(given.seq))
    this.#followOthers(given.others)
  }

  find(assignmentId: number): Task | null {
    return this.tasks.find(({ assignment }) => assignment.id === assignmentId) ?? null
  }

  close(): void {
    for (const stop of [...this.#stops, ...this.#others.values()]) stop()
    for (const campaign of this.campaigns) campaign.close()
  }

  /** Campaigns opened or closed: the others stay as they are on screen. */
  #show(given: OfficerCampaign[], now: Instant): void {
    const known = new Map(this.campaigns.map((campaign) => [campaign.board.campaign.id, campaign]))
    const next = given.map(({ snapshot, directory }) => {
      const { id } = snapshot.board.campaign
      return known.get(id) ?? new OpenCampaign({ snapshot, directory, me: this.me, now })
    })
    for (const campaign of this.campaigns) if (!next.includes(campaign)) campaign.close()
    this.campaigns = next
  }

  #followCampaigns(after: number): () => void {
    return followRead('org', {
      after,
      // A unit that moves takes its officers to other campaigns.
      isAbout: ({ kind }) => kind === 'campaigns.changed' || kind === 'units.changed',
      read: async () => (await this.#readAgain()).seq,
    })
  }

  /** Those that are not on screen are only listened to, until they give this person's units work. */
  #followOthers(others: OfficerCampaigns['others']): void {
    const now = new Map(others.map(({ campaignId, seq }) => [campaignId, seq]))
    for (const [campaignId, stop] of this.#others) {
      if (now.has(campaignId)) continue
      stop()
      this.#others.delete(campaignId)
    }
    for (const [campaignId, seq] of now) {
      if (this.#others.has(campaignId)) continue
      const stop = followRead(`campaign:${campaignId}`, {
        after: seq,
        isAbout: ({ body }) =>
          'assignments' in body && body.assignments.some(({ unitId }) => this.unitIds.has(unitId)),
        read: async () => {
          const { others } = await this.#readAgain()
          return others.find((other) => other.campaignId === campaignId)?.seq ?? seq
        },
      })
      this.#others.set(campaignId, stop)
    }
  }

  /** Whoever asks: one after the other, so that what was read first is not shown last. */
  #readAgain(): Promise<OfficerCampaigns> {
    const reading = this.#lastReading.then(async () => {
      const given = await fetchOfficerCampaigns()
      this.#show(given.campaigns, Date.now())
      this.#followOthers(given.others)
      return given
    })
    this.#lastReading = reading.catch(() => undefined)
    return reading
  }

  #tasksOf(campaign: OpenCampaign): Task[] {
    const { assignments, coverages, events } = campaign.board
    const mine = { id: this.me.id, unitIds: this.unitIds }
    return Object.values(assignments).flatMap((assignment) => {
      const coverage = coverages[assignment.coverageId]
      if (!coverage || !isTaskOf(assignment, mine)) return []
      const event = coverage.eventId === null ? null : (events[coverage.eventId] ?? null)
      const group = groupOf(assignment, clockOf(campaign))
      const isHeld = campaign.live.isPending(assignment.id)
      const refused = this.outbox.refused.findLast((item) => isAbout(item, assignment.id)) ?? null
      return { assignment, coverage, event, campaign, group, isHeld, refused }
    })
  }

  #countToday(): { done: number; total: number; late: number } {
    const today = this.tasks.filter(({ assignment, campaign }) => {
      const { now, timeZone } = clockOf(campaign)
      return isWorkOf(assignment, dayOf(now, timeZone), timeZone)
    })
    return {
      total: today.length,
      done: today.filter(({ assignment }) => isFinished(assignment.state)).length,
      late: this.open.filter(({ assignment, group }) => isOpen(assignment.state) && group === 'overdue')
        .length,
    }
  }

  #nextDue(): Instant | null {
    const next = this.open.find(({ assignment, group }) => isOpen(assignment.state) && group !== 'overdue')
    return next?.assignment.dueAt ?? null
  }

  #dropPhoto(assignmentId: number, id: string): void {
    const draft = this.drafts.of(assignmentId)
    draft.photos = draft.photos.filter((photo) => photo.id !== id)
    draft.save()
  }
}

function clockOf({ board, now }: OpenCampaign): { now: Instant; timeZone: string } {
  return { now, timeZone: board.campaign.timeZone }
}
