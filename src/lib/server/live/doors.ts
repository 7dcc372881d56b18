import { maySeeCampaign, maySeePeople } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import type { Sql } from '../db/pool.ts'
import { ownerPathOf } from '../queries/door.ts'

/** Who may listen to a stream. A campaign's owner is remembered until the units change. */
export class Doors {
  readonly #sql: Sql
  #owners = new Map<number, string>()

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
    const owners = this.#owners
    const ownerPath = owners.get(campaignId) ?? (await ownerPathOf(this.#sql, campaignId))
    if (ownerPath === null) return false
    owners.set(campaignId, ownerPath)
    return maySeeCampaign(actor, ownerPath)
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
