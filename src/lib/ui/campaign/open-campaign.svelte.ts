import { getContext, setContext } from 'svelte'
import { followRead } from '../../client/follow-read.ts'
import { LiveCampaign } from '../../client/live-campaign.svelte.ts'
import { fetchDirectory } from '../../client/snapshot.ts'
import type { Board } from '../../domain/board.ts'
import type { Channel } from '../../domain/channel.ts'
import { mayCoordinate, mayRemind, mayWorkFor } from '../../domain/may.ts'
import type { Actor, Me } from '../../domain/person.ts'
import type { Instant } from '../../domain/time.ts'
import type { Unit } from '../../domain/unit.ts'
import type { Directory, Snapshot } from '../../protocol/answers.ts'
import { everyMinute } from '../clock.svelte.ts'
import { campaignKey } from './campaign-key.ts'

type Given = { snapshot: Snapshot; directory: Directory; me: Me; now: Instant }

/** The campaign all its screens share: the live board, the names behind its ids, and what this person may do. */
export class OpenCampaign {
  readonly live: LiveCampaign
  readonly me: Me
  readonly #loadedAt: Instant
  readonly #stop: () => void
  #directory = $state.raw<Directory>() as Directory
  readonly units: ReadonlyMap<number, Unit> = $derived(byId(this.#directory.units))
  readonly channels: ReadonlyMap<number, Channel> = $derived(byId(this.#directory.channels))
  /** By where their units stand now: one that moves takes the reach of its people along. */
  readonly #actor: Actor = $derived(this.#actorNow())
  readonly #people: ReadonlyMap<number, { name: string }> = $derived(byId(this.#directory.people))

  constructor({ snapshot, directory, me, now }: Given) {
    this.live = new LiveCampaign({ ...snapshot, me })
    this.me = me
    this.#loadedAt = now
    this.#directory = directory
    this.#stop =
      typeof window === 'undefined' ? () => undefined : this.#followNames(snapshot.board.campaign.id)
  }

  get board(): Board {
    return this.live.board
  }

  /** For what is due and late; the server's clock while it draws the page, then this device's, each minute. */
  get now(): Instant {
    return typeof window === 'undefined' ? this.#loadedAt : everyMinute.now
  }

  get mayCoordinate(): boolean {
    return mayCoordinate(this.#actor, this.#pathOf(this.board.campaign.unitId))
  }

  mayWorkFor(unitId: number): boolean {
    return mayWorkFor(this.#actor, this.#pathOf(unitId))
  }

  mayRemind(unitId: number): boolean {
    return mayRemind(this.#actor, this.#pathOf(unitId))
  }

  unitName(unitId: number): string {
    return this.units.get(unitId)?.name ?? `#${unitId}`
  }

  shortName(unitId: number): string {
    return this.units.get(unitId)?.shortName ?? `#${unitId}`
  }

  /** Null: nobody, or somebody who holds no role here any more. */
  personName(personId: number | null): string | null {
    return personId === null ? null : (this.#people.get(personId)?.name ?? null)
  }

  close(): void {
    this.#stop()
    this.live.close()
  }

  #actorNow(): Actor {
    const grants = this.me.grants.map((grant) => ({
      ...grant,
      unitPath: this.units.get(grant.unitId)?.path ?? grant.unitPath,
    }))
    return { personId: this.me.id, grants }
  }

  /** A unit that is not in the directory has the path of nobody. */
  #pathOf(unitId: number): string {
    return this.units.get(unitId)?.path ?? ''
  }

  #followNames(campaignId: number): () => void {
    return followRead('org', {
      after: this.#directory.seq,
      isAbout: ({ kind }) => kind !== 'campaigns.changed',
      read: async () => {
        this.#directory = await fetchDirectory(campaignId)
        return this.#directory.seq
      },
    })
  }
}

function byId<Row extends { id: number }>(rows: readonly Row[]): ReadonlyMap<number, Row> {
  return new Map(rows.map((row) => [row.id, row]))
}

export function provideCampaign(campaign: OpenCampaign): OpenCampaign {
  return setContext(campaignKey, campaign)
}

export function useCampaign(): OpenCampaign {
  const campaign = getContext<OpenCampaign | undefined>(campaignKey)
  if (!campaign) throw new Error('no campaign in context: this belongs below routes/campaigns/[id]')
  return campaign
}
