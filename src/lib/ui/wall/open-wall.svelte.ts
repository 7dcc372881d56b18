import { SvelteSet } from 'svelte/reactivity'
import { connection } from '../../client/connection.svelte.ts'
import { LiveWall } from '../../client/live-wall.svelte.ts'
import { noTotals, type Totals } from '../../domain/figures.ts'
import { interactions } from '../../domain/post.ts'
import { dayOf, type Day, type Instant } from '../../domain/time.ts'
import { finishedSince, type WallView } from '../../domain/wall.ts'
import { everyMinute, everySecond } from '../clock.svelte.ts'

type Given = { campaignId: number; view: WallView; now: Instant }

/** How long what changed is marked, in milliseconds: --t-live. */
const markedFor = 2_400
/** How long the chip beside the total says whose work is done. */
const chipFor = 4_000
/** How often those who listen are told, in milliseconds. */
const sayEvery = 10_000
const hour = 3_600_000

/** What is on the wall: the live view, and what changed in it a moment ago. */
export class OpenWall {
  readonly live: LiveWall
  /** Work finished just now, and by whom. */
  finished = $state.raw<{ count: number; unitIds: number[] } | null>(null)
  /** The last news for those who listen: whose work is done, and how far that is. */
  news = $state.raw<{ unitIds: number[]; finished: number; total: number } | null>(null)
  readonly recentUnits = new SvelteSet<number>()
  readonly recentPosts = new SvelteSet<number>()
  readonly #loadedAt: Instant
  readonly #timers = new Set<ReturnType<typeof setTimeout>>()
  #said = 0
  #saying: ReturnType<typeof setTimeout> | undefined
  #unsaid: number[] = []
  #chip: ReturnType<typeof setTimeout> | undefined
  /** Interactions as they stood at moments of the last hour, one a minute while the line was live. */
  #stood = $state.raw<{ at: Instant; day: Day; interactions: number }[]>([])

  constructor({ campaignId, view, now }: Given) {
    this.#loadedAt = now
    this.live = new LiveWall({ campaignId, view, at: now }, (before, next) => this.#changed(before, next))
  }

  get view(): WallView {
    return this.live.view
  }

  /** The server's time, for the clock. */
  get second(): Instant {
    return typeof window === 'undefined' ? this.#loadedAt : everySecond.now + this.live.ahead
  }

  /** The server's time, for countdowns and pace. */
  get now(): Instant {
    return typeof window === 'undefined' ? this.#loadedAt : everyMinute.now + this.live.ahead
  }

  /** False when the day has turned and nothing newer came: 'today' would be a lie. */
  get isToday(): boolean {
    return dayOf(this.now, this.view.campaign.timeZone) === this.view.today
  }

  /** Whether figures that depend on the minute may claim to be true now. */
  get isTrue(): boolean {
    const { state } = connection()
    return state === 'live' || state === 'connecting' || state === 'reconnecting'
  }

  get ofToday(): Totals {
    return this.view.days[this.view.today] ?? noTotals
  }

  /** What today's interactions gained within the last hour, since when this screen knows; null when nothing. */
  get gained(): { by: number; since: Instant } | null {
    const [first] = this.#stood
    if (!first || first.day !== this.view.today) return null
    const by = interactions(this.ofToday) - first.interactions
    return by === 0 ? null : { by, since: first.at }
  }

  name(unitId: number): string {
    return this.view.units[unitId]?.name ?? `#${unitId}`
  }

  /** Call once a minute. */
  note(): void {
    if (connection().state !== 'live') return
    const at = Date.now() + this.live.ahead
    const { today } = this.view
    const kept = this.#stood.filter((one) => one.day === today && at - one.at <= hour)
    this.#stood = [...kept, { at, day: today, interactions: interactions(this.ofToday) }]
  }

  close(): void {
    this.live.close()
    clearTimeout(this.#chip)
    clearTimeout(this.#saying)
    for (const timer of this.#timers) clearTimeout(timer)
  }

  /** A hidden tab shows the result, not how it came. */
  #changed(before: WallView, next: WallView): void {
    if (this.#stood.length === 0) this.note()
    if (document.hidden) return
    const finished = finishedSince(before, next)
    if (finished.count > 0) {
      this.finished = finished
      clearTimeout(this.#chip)
      this.#chip = setTimeout(() => (this.finished = null), chipFor)
      this.#mark(this.recentUnits, finished.unitIds)
      this.#say(finished.unitIds)
    }
    const known = new Set(before.ticker.map(({ postId }) => postId))
    const fresh = next.ticker.map(({ postId }) => postId).filter((id) => !known.has(id))
    if (known.size > 0) this.#mark(this.recentPosts, fresh)
  }

  /** At most one sentence in a while, about all that came since the last. */
  #say(unitIds: readonly number[]): void {
    this.#unsaid = [...new Set([...this.#unsaid, ...unitIds])]
    clearTimeout(this.#saying)
    this.#saying = setTimeout(
      () => {
        const { finished, total } = this.view.work
        this.news = { unitIds: this.#unsaid, finished, total }
        this.#unsaid = []
        this.#said = Date.now()
      },
      Math.max(0, this.#said + sayEvery - Date.now()),
    )
  }

  #mark(marked: SvelteSet<number>, ids: readonly number[]): void {
    if (ids.length === 0) return
    for (const id of ids) marked.add(id)
    const timer = setTimeout(() => {
      for (const id of ids) marked.delete(id)
      this.#timers.delete(timer)
    }, markedFor)
    this.#timers.add(timer)
  }
}
