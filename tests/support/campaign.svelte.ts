import type { Board } from '#lib/domain/board.ts'
import type { Unit } from '#lib/domain/unit.ts'
import type { Ask, Reply } from '#lib/protocol/commands.ts'
import type { LiveCampaign } from '#lib/client/live-campaign.svelte.ts'
import { campaignKey } from '#lib/ui/campaign/campaign-key.ts'
import type { OpenCampaign } from '#lib/ui/campaign/open-campaign.svelte.ts'
import { now } from './board.ts'
import { inWords } from './screen.ts'

type Given = { units: Unit[]; mayCoordinate?: boolean; reply?: Reply }

const accepted: Reply = { ok: true, stream: 'campaign:1', seq: 1, result: {} }

/** A campaign on screen without a server: the test changes its board and reads what was sent. */
export class StagedCampaign {
  board = $state.raw() as Board
  readonly now = now
  readonly me = { id: 1, name: 'Nguyễn Thị Hà', login: 'dieuphoi', grants: [] }
  readonly units: ReadonlyMap<number, Unit>
  readonly mayCoordinate: boolean
  readonly sent: Ask[] = []
  readonly live = {
    presence: null,
    isPending: () => false,
    isRecent: () => false,
    onEntries: () => () => undefined,
    onAnew: () => () => undefined,
    send: async (ask: Ask): Promise<Reply> => {
      this.sent.push(ask)
      return this.#reply
    },
  } satisfies Pick<LiveCampaign, 'presence' | 'isPending' | 'isRecent' | 'onEntries' | 'onAnew' | 'send'>
  readonly #reply: Reply

  constructor(board: Board, { units, mayCoordinate = true, reply = accepted }: Given) {
    this.board = board
    this.units = new Map(units.map((unit) => [unit.id, unit]))
    this.mayCoordinate = mayCoordinate
    this.#reply = reply
  }

  get open(): OpenCampaign {
    return this as unknown as OpenCampaign
  }

  /** What a component finds around it. */
  get context(): Map<symbol, unknown> {
    return new Map<symbol, unknown>([...inWords(), [campaignKey, this]])
  }

  mayRemind(): boolean {
    return this.mayCoordinate
  }
  mayWorkFor(): boolean {
    return this.mayCoordinate
  }
  unitName(unitId: number): string {
    return this.units.get(unitId)?.name ?? ''
  }
  shortName(unitId: number): string {
    return this.units.get(unitId)?.shortName ?? ''
  }
  personName(): string {
    return 'Lò Văn Thành'
  }
}
