import { maySeeCampaign, maySeePeople } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import type { Sql } from '../db/pool.ts'
import { ownerPathOf } from '../queries/door.ts'

/** Who may listen to a stream. A campaign's owner is remembered until the units change. */
export class Doors {
  readonly #sql: Sql
  #owners = new Map<number, Promise<string | null>>()

  constructor(sql: Sql) {
    this.#sql = sql
  }

  async mayJoin(actor: Actor, stream: string): Promise<boolean> {
    if (stream === 'org') return true
    if (stream === 'people') return maySeePeople(actor)
    const campaignId = campaignOf(stream)
    return campaignId !== null && (await this.maySeeCampaign(actor, campaignId))
  }

  async maySeeCampaign(actor: Actor, campaignId: number): Promise<boolean> {
    return (await this.whoMaySee(campaignId))(actor)
  }

  /** Who may see a campaign, as the units stand when this resolves. */
  async whoMaySee(campaignId: number): Promise<(actor: Actor) => boolean> {
    const owners = this.#owners
    const ownerPath = await this.#ownerPath(campaignId)
    // Units moved while it was read, perhaps after it was.
    if (owners !== this.#owners) return this.whoMaySee(campaignId)
    return (actor) => ownerPath !== null && maySeeCampaign(actor, ownerPath)
  }

  /** Thousands may ask before the first has an answer: they wait for the same. */
  #ownerPath(campaignId: number): Promise<string | null> {
    const owners = this.#owners
    const known = owners.get(campaignId)
    if (known) return known
    const asking = ownerPathOf(this.#sql, campaignId)
    owners.set(campaignId, asking)
    const forget = (): unknown => owners.delete(campaignId)
    // What is not there, or was not answered, is asked for again.
    asking.then((path) => path === null && forget(), forget)
    return asking
  }

  /** A new map: what is being read meanwhile may be out of date. */
  forget(): void {
    this.#owners = new Map()
  }
}

/** The campaign whose stream this is; null when it is another kind of stream. */
export function campaignOf(stream: string): number | null {
  return stream.startsWith('campaign:') ? Number(stream.slice('campaign:'.length)) : null
}
