import type { Assignment } from '../../domain/assignment.ts'
import type { Campaign } from '../../domain/campaign.ts'
import type { AnyFact } from '../../domain/entry.ts'
import { DomainError } from '../../domain/error.ts'
import type { Tx } from '../db/pool.ts'
import * as assignments from '../store/assignment.ts'
import * as campaigns from '../store/campaign.ts'
import * as units from '../store/unit.ts'

/** What a command is known to be about before it runs, so that it is read together with that of others. */
export type About = { campaignId: number; assignmentIds?: readonly number[] }

export type Placed = { campaign: Campaign; ownerPath: string }

/**
 * What the commands of one transaction read and write of a campaign's work: read once for all of them, written once
 * behind all of them. The stream's lock keeps it still meanwhile; what a command changes is known by its facts.
 */
export class Desk {
  readonly #tx: Tx
  readonly #campaigns = new Map<number, Placed | null>()
  readonly #assignments = new Map<number, Assignment & { campaignId: number }>()
  readonly #paths = new Map<number, string>()
  /** Saved by commands that are done, and not written yet. */
  readonly #unwritten = new Map<number, Assignment>()
  /** Saved by the command that is running. */
  #saved: readonly Assignment[] = []
  #hasSavepoint = false

  constructor(tx: Tx) {
    this.#tx = tx
  }

  /** Reads ahead, in one go, what commands are about. */
  async readAhead(about: readonly About[]): Promise<void> {
    const ids = new Map<number, number[]>()
    for (const { campaignId, assignmentIds = [] } of about) {
      ids.set(campaignId, [...(ids.get(campaignId) ?? []), ...assignmentIds])
    }
    await Promise.all(
      [...ids].map(([campaignId, ids]) =>
        Promise.all([
          this.campaign(campaignId),
          ids.length > 0 && this.#readAssignments(campaignId, ids),
          ids.length > 0 && this.#readPathsUnder(ids),
        ]),
      ),
    )
  }

  /** The campaign and its owner unit's path. */
  async campaign(id: number): Promise<Placed | null> {
    const known = this.#campaigns.get(id)
    if (known !== undefined) return known
    const found = await campaigns.one(this.#tx, id)
    this.#campaigns.set(id, found)
    return found
  }

  /** Those of the campaign, in id order. Throws not_found with the first id that is none of them. */
  async assignments(campaignId: number, ids: readonly number[]): Promise<Assignment[]> {
    const unknown = ids.filter((id) => !this.#assignments.has(id))
    if (unknown.length > 0) await this.#readAssignments(campaignId, unknown)
    return [...new Set(ids)]
      .sort((a, b) => a - b)
      .map((id) => {
        const known = this.#assignments.get(id)
        if (known?.campaignId !== campaignId) throw new DomainError('not_found', { assignmentId: id })
        const { campaignId: _, ...assignment } = known
        return assignment
      })
  }

  /** Paths of those units that exist, by id. */
  async pathsOf(unitIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const unknown = unitIds.filter((id) => !this.#paths.has(id))
    if (unknown.length > 0) this.#learnPaths(await units.pathsOf(this.#tx, unknown))
    return this.#paths
  }

  /** Keeps changed assignments, to be written with those of the other commands: the last thing a command does. */
  save(changed: readonly Assignment[]): void {
    this.#saved = changed
  }

  /** The tables themselves, with everything written so far: for what the desk does not know. */
  async tables(): Promise<Tx> {
    if (this.#saved.length > 0) throw new Error('tables are asked for before anything is saved')
    if (this.#hasSavepoint) return this.#tx
    await this.write()
    this.#hasSavepoint = true
    // Travels along with the next query; if it fails so does that one, and is heard of.
    this.#tx`savepoint command`.execute().catch(() => undefined)
    return this.#tx
  }

  /** The command is done and these are its facts. */
  keep(campaignId: number | null, facts: readonly AnyFact[]): void {
    for (const assignment of this.#saved) this.#unwritten.set(assignment.id, assignment)
    for (const { kind, body } of facts) {
      if (kind.startsWith('campaign.')) this.#campaigns.clear()
      if (campaignId === null || !('assignments' in body)) continue
      for (const one of body.assignments) this.#assignments.set(one.id, { campaignId, ...one })
    }
    this.#next()
  }

  /** The command was refused: what it did is taken back. */
  async takeBack(): Promise<void> {
    if (this.#hasSavepoint) await this.#tx`rollback to savepoint command`
    this.#next()
  }

  /** Writes what is not written yet. */
  async write(): Promise<void> {
    const changed = [...this.#unwritten.values()]
    this.#unwritten.clear()
    await assignments.saveMany(this.#tx, changed)
  }

  #next(): void {
    this.#saved = []
    this.#hasSavepoint = false
  }

  async #readAssignments(campaignId: number, ids: readonly number[]): Promise<void> {
    for (const one of await assignments.some(this.#tx, campaignId, ids)) {
      this.#assignments.set(one.id, { campaignId, ...one })
    }
  }

  async #readPathsUnder(assignmentIds: readonly number[]): Promise<void> {
    this.#learnPaths(await units.pathsOfAssigned(this.#tx, assignmentIds))
  }

  #learnPaths(paths: ReadonlyMap<number, string>): void {
    for (const [id, path] of paths) this.#paths.set(id, path)
  }
}
