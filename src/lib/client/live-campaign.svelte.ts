import { SvelteSet } from 'svelte/reactivity'
import { type Board, fold } from '../domain/board.ts'
import type { AnyFact, Entry } from '../domain/entry.ts'
import type { Snapshot } from '../protocol/answers.ts'
import type { Ask, Command, Reply } from '../protocol/commands.ts'
import type { Presence } from '../protocol/live.ts'
import { changedBy } from './changed.ts'
import { connection } from './connection.svelte.ts'
import { type Outbox, outboxOf } from './outbox.svelte.ts'
import { predict } from './prediction.ts'
import { fetchBoard } from './snapshot.ts'

/** How long a change is highlighted, in milliseconds. */
const highlightTime = 2_400

/** Answered, but its entry is still on the way. */
type Accepted = { command: Command; seq: number }

/**
 * A campaign on screen: what the server has confirmed, and on top of it what this person did that is not through
 * yet, predicted by the server's own rules. Opens in a browser only; on the server it is the board it was given.
 */
export class LiveCampaign {
  readonly outbox: Outbox
  readonly recent = new SvelteSet<string>()
  presence = $state.raw<Presence | null>(null)
  /** The campaign is no longer for this person. */
  isGone = $state(false)
  readonly #personId: number
  readonly #campaignId: number
  #confirmed = $state.raw<Snapshot>() as Snapshot
  #accepted = $state.raw<Accepted[]>([])
  /** Own commands whose entries have come. */
  readonly #through = new Set<string>()
  readonly #listeners = new Set<(entries: Entry[]) => void>()
  readonly #anewListeners = new Set<() => Promise<void>>()
  readonly #closers: (() => void)[] = []
  readonly #timers = new Set<ReturnType<typeof setTimeout>>()
  readonly #pending: Command[] = $derived(this.#pendingNow())
  /** What to show. */
  readonly board: Board = $derived(this.#predicted())

  constructor({ board, seq, me }: Snapshot & { me: { id: number } }) {
    this.#confirmed = { board, seq }
    this.#campaignId = board.campaign.id
    this.#personId = me.id
    this.outbox = outboxOf(me.id)
    if (typeof window !== 'undefined') this.#open()
  }

  /** The seq the server has confirmed. */
  get seq(): number {
    return this.#confirmed.seq
  }

  /** Whether this person did something to it that is not through yet. */
  isPending(assignmentId: number): boolean {
    return this.#pending.some(
      (command) =>
        ('assignmentIds' in command && command.assignmentIds.includes(assignmentId)) ||
        ('assignmentId' in command && command.assignmentId === assignmentId),
    )
  }

  /** Whether it changed a moment ago: 'assignment:12', 'unit:3', 'post:7', see changed.ts. */
  isRecent(key: string): boolean {
    return this.recent.has(key)
  }

  /** Shows the change at once where it can be predicted. Without a network the reply is long in coming. */
  send(ask: Ask): Promise<Reply> {
    return this.outbox.ask(ask)
  }

  /** Keeps and sends a photo; markDone may name its id at once. */
  addPhoto(assignmentId: number, file: Blob): { id: string; reply: Promise<Reply> } {
    return this.outbox.addPhoto({ campaignId: this.#campaignId, assignmentId, file })
  }

  /** Called with entries after they are on the board. */
  onEntries(listener: (entries: Entry[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /**
   * Called after the board was fetched anew: what happened in between is not told entry by entry. The screen is not
   * called live before what else stands on it has come as well.
   */
  onAnew(listener: () => Promise<void>): () => void {
    this.#anewListeners.add(listener)
    return () => this.#anewListeners.delete(listener)
  }

  close(): void {
    for (const close of this.#closers.splice(0)) close()
    for (const timer of this.#timers) clearTimeout(timer)
  }

  #pendingNow(): Command[] {
    const accepted = this.#accepted.filter(({ seq }) => seq > this.seq).map(({ command }) => command)
    const waiting = this.outbox.waiting.flatMap((item) =>
      item.kind === 'command' && isAbout(item.command, this.#campaignId) ? item.command : [],
    )
    return [...accepted, ...waiting].filter(({ id }) => !this.#through.has(id))
  }

  #predicted(): Board {
    return predict(this.#confirmed.board, this.#pending, this.#personId)
  }

  #open(): void {
    const stream = `campaign:${this.#campaignId}`
    const live = connection()
    this.#closers.push(
      this.outbox.onSettled(({ item, reply }) => {
        if (item.kind === 'command' && reply.ok && reply.stream === stream) {
          this.#accepted = [...this.#accepted, { command: item.command, seq: reply.seq }]
        }
      }),
      live.follow(stream, this.seq, {
        onEntries: (entries) => this.#take(entries),
        onTooOld: () => this.#beginAnew(),
        onNotFound: () => (this.isGone = true),
        onFound: () => (this.isGone = false),
      }),
      live.watchPresence(stream, (presence) => (this.presence = presence)),
    )
  }

  #take(entries: Entry<AnyFact>[]): void {
    // A board fetched anew may hold some already. A campaign's stream holds campaign facts only.
    const facts = entries.filter(({ seq }) => seq > this.seq) as Entry[]
    if (facts.length === 0) return
    for (const { by, cmd } of facts) if (by === this.#personId) this.#through.add(cmd)
    this.#confirmed = { board: fold(this.#confirmed.board, facts), seq: facts.at(-1)?.seq ?? this.seq }
    this.#accepted = this.#accepted.filter(({ seq }) => seq > this.seq)
    this.#highlight(facts.flatMap(changedBy))
    for (const listener of this.#listeners) listener(facts)
  }

  async #beginAnew(): Promise<number> {
    const fetched = await fetchBoard(this.#campaignId)
    // One that was long on its way may come after a later one.
    if (fetched.seq < this.seq) return this.seq
    this.#confirmed = fetched
    this.#through.clear()
    await Promise.allSettled([...this.#anewListeners].map((listener) => listener()))
    return this.seq
  }

  #highlight(keys: string[]): void {
    for (const key of keys) this.recent.add(key)
    const timer = setTimeout(() => {
      for (const key of keys) this.recent.delete(key)
      this.#timers.delete(timer)
    }, highlightTime)
    this.#timers.add(timer)
  }
}

function isAbout(command: Command, campaignId: number): boolean {
  return 'campaignId' in command && command.campaignId === campaignId
}
