import { SvelteSet } from 'svelte/reactivity'
import { type Attention, attentionOf } from '../../domain/attention.ts'
import type { Assignment } from '../../domain/assignment.ts'
import { campaignState } from '../../domain/campaign.ts'
import { isWorkOf, type Progress, progressOf } from '../../domain/progress.ts'
import { dayOf } from '../../domain/time.ts'
import type { OpenCampaign } from '../campaign/open-campaign.svelte.ts'
import { type Line, linesOf } from './lines.ts'
import { countsOf, type Filter, isLetThrough, type Matrix, matrixOf, type View } from './matrix.ts'
import { choiceFrom, type Layout, queryOf } from './query.ts'
import type { Grid } from './roving.ts'
import type { StepKind } from './steps.ts'

/** A step somebody is about to take, with what they saw when they began. */
export type Asked = { kind: StepKind; ids: number[]; seen: ReadonlyMap<number, Assignment> }

/** What one person looks at, has selected and has open on the board. Live changes move none of it. */
export class BoardView {
  readonly campaign: OpenCampaign
  /** Kinds of units whose summary row was opened. */
  readonly opened = new SvelteSet<string>()
  layout = $state<Layout>('matrix')
  openId = $state<number | null>(null)
  /** The cell that the arrow keys stand on. */
  focusId = $state<number | null>(null)
  asked = $state.raw<Asked | null>(null)
  isAssigning = $state(false)
  /** Taken whole: thousands chosen one by one would each go round every cell. */
  #selected = $state.raw<ReadonlySet<number>>(new Set())
  readonly #first: View
  #view = $state<View>('today')
  #words = $state('')
  /** What was at hand when the filter was last changed: that filter does hide it. */
  #released = $state.raw<ReadonlySet<number>>(new Set())

  readonly filter: Filter = $derived({ view: this.view, words: this.words })
  readonly matrix: Matrix = $derived.by(() =>
    matrixOf(this.campaign.board, this.campaign.units, {
      filter: this.filter,
      now: this.campaign.now,
      kept: this.#kept,
    }),
  )
  readonly #kept: ReadonlySet<number> = $derived(
    new Set([...this.#atHand].filter((id) => !this.#released.has(id))),
  )
  readonly lines: Line[] = $derived.by(() =>
    linesOf(this.matrix, { opened: this.opened, opensAll: this.words.trim() !== '' }),
  )
  readonly grid: Grid = $derived(
    this.lines.flatMap((line) =>
      line.kind === 'row' ? [line.row.cells.map((cell) => cell?.id ?? null)] : [],
    ),
  )
  /** Nobody can act before a campaign opens, and nobody has to after it closed. */
  readonly attention: Attention[] = $derived.by(() =>
    campaignState(this.campaign.board.campaign) === 'open'
      ? attentionOf(this.campaign.board, this.campaign.now)
      : [],
  )
  readonly counts: Record<View, number> = $derived.by(() => countsOf(this.campaign.board, this.campaign.now))
  /** Today's work while the campaign runs; none before and after. */
  readonly #today: Assignment[] = $derived.by(() => {
    const { board, now } = this.campaign
    const { timeZone } = board.campaign
    if (campaignState(board.campaign) !== 'open') return []
    const today = dayOf(now, timeZone)
    return Object.values(board.assignments).filter((one) => isWorkOf(one, today, timeZone))
  })
  readonly isOfToday: boolean = $derived(this.#today.length > 0)
  /** Today's work, or all of it where there is none today. */
  readonly progress: Progress = $derived.by(() =>
    progressOf(
      this.isOfToday ? this.#today : Object.values(this.campaign.board.assignments),
      this.campaign.now,
    ),
  )
  readonly openOne: Assignment | null = $derived.by(() =>
    this.openId === null ? null : (this.campaign.board.assignments[this.openId] ?? null),
  )
  /** The open one stays in sight although the filter no longer lets it through. */
  readonly isOutside: boolean = $derived.by(() => {
    const { board, units, now } = this.campaign
    return this.openOne !== null && !isLetThrough(board, this.openOne, { filter: this.filter, units, now })
  })
  readonly selection: Assignment[] = $derived.by(() => this.some([...this.selected]))
  readonly query: string = $derived.by(() => queryOf(this, this.#first))

  constructor(campaign: OpenCampaign, query: URLSearchParams) {
    this.campaign = campaign
    this.#first = campaignState(campaign.board.campaign) === 'open' ? 'today' : 'all'
    this.read(query)
  }

  get selected(): ReadonlySet<number> {
    return this.#selected
  }

  get view(): View {
    return this.#view
  }
  set view(view: View) {
    this.#release()
    this.#view = view
  }

  get words(): string {
    return this.#words
  }
  set words(words: string) {
    this.#release()
    this.#words = words
  }

  /** Shows what an address says. */
  read(query: URLSearchParams): void {
    const { layout, view, words, openId } = choiceFrom(query, this.#first)
    this.layout = layout
    this.#view = view
    this.#words = words
    this.openId = openId
  }

  some(ids: readonly number[]): Assignment[] {
    return ids.flatMap((id) => this.campaign.board.assignments[id] ?? [])
  }

  open(id: number): void {
    this.openId = id
    this.focusId = id
    this.#keep(id)
  }

  close(): void {
    this.openId = null
  }

  /** The one before (-1) or after (1) the open one, in the order of the matrix. */
  step(by: 1 | -1): void {
    const order = this.order
    const at = this.openId === null ? -1 : order.indexOf(this.openId)
    const next = order[at === -1 ? 0 : (at + by + order.length) % order.length]
    if (next !== undefined) this.open(next)
  }

  get order(): number[] {
    return this.matrix.groups.flatMap(({ rows }) =>
      rows.flatMap(({ cells }) => cells.flatMap((cell) => cell?.id ?? [])),
    )
  }

  toggle(id: number): void {
    this.toggleAll([id])
    this.#keep(id)
  }

  /** Selects them all, or, when all of them are, none of them. */
  toggleAll(ids: readonly number[]): void {
    const isAll = ids.every((id) => this.selected.has(id))
    if (isAll) this.#selected = this.#selected.difference(new Set(ids))
    else this.select(ids)
  }

  select(ids: readonly number[]): void {
    this.#selected = new Set([...this.#selected, ...ids])
  }

  unselect(): void {
    this.#selected = new Set()
  }

  ask(kind: StepKind, ids: readonly number[]): void {
    const seen = new Map(this.some(ids).map((assignment) => [assignment.id, assignment]))
    this.asked = { kind, ids: [...ids], seen }
  }

  get #atHand(): Set<number> {
    return new Set([...this.selected, this.openId ?? 0, this.focusId ?? 0])
  }

  #release(): void {
    this.#released = this.#atHand
    this.focusId = null
  }

  #keep(id: number): void {
    this.#released = new Set([...this.#released].filter((one) => one !== id))
  }
}
