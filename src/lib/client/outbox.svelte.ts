import type { Ask, Command, Reply } from '../protocol/commands.ts'
import { newId } from './new-id.ts'
import type { OutboxItem, Outcome, Photo } from './outbox-item.ts'
import { browserStorage, memoryStorage, type OutboxStorage } from './outbox-storage.ts'
import { postItem } from './post-item.ts'

export type OutboxState = 'idle' | 'sending' | 'waiting' | 'signed_out'

/** A server that fails this often on one item is reported to the person; the network is waited for without end. */
const triesOnServer = 8
const firstPause = 1_000
const longestPause = 30_000
/** A server that is there has answered a command by then, mostly. */
const quickly = 2_000

type Settled = { item: OutboxItem; reply: Reply }

type Around = {
  personId: number
  storage: OutboxStorage
  send: (item: OutboxItem) => Promise<Outcome>
  /** Runs one tab at a time. */
  alone?: (work: () => Promise<void>) => Promise<void>
  /** Tells the person's other tabs; they call heardOf. */
  tell?: (news: News) => void
}

export type News = { personId: number; settled: { id: string; reply: Reply } | null }

/**
 * Everything one person does goes out through here: kept until the server has answered, sent in order, each
 * once by its id, whether or not there is a network, a tab or a browser in between.
 */
export class Outbox {
  /** Oldest first. */
  items = $state.raw<OutboxItem[]>([])
  state = $state<OutboxState>('idle')
  sendingId = $state<string | null>(null)
  readonly #around: Around
  readonly #asked = new Map<string, (reply: Reply) => void>()
  /** Items of this tab that were answered at the first try, or may yet be: whoever asked is still there. */
  readonly #prompt = new Set<string>()
  /** As this tab has them and the storage not yet, or never, where it is full: these live as long as the tab. */
  readonly #unstored = new Map<string, OutboxItem>()
  /** What a storage that fails may still have. */
  readonly #gone = new Set<string>()
  readonly #listeners = new Set<(settled: Settled) => void>()
  #lastOrder = 0
  #tries = 0
  /** Of these, how often the server failed on the first item. */
  #failures = 0
  #work: Promise<void> | null = null
  #isAgain = false
  #timer: ReturnType<typeof setTimeout> | null = null
  /** The command under way: since when, and how to wait for its answer no longer. */
  #asking: { since: number; giveUp: () => void } | null = null

  constructor(around: Around) {
    this.#around = around
  }

  get waiting(): OutboxItem[] {
    return this.items.filter(({ refused }) => refused === null)
  }

  get refused(): OutboxItem[] {
    return this.items.filter(({ refused }) => refused !== null)
  }

  /** Sends a command; the reply may be long in coming. */
  ask(ask: Ask): Promise<Reply> {
    const id = newId()
    const madeAt = Date.now()
    const command = { ...ask, id, madeAt } as Command
    return this.#add({ id, ...this.#made(madeAt), kind: 'command', command })
  }

  /** Sends a photo; markDone may name its id at once, it goes out after it. */
  addPhoto(photo: Photo): { id: string; reply: Promise<Reply> } {
    const id = newId()
    return { id, reply: this.#add({ id, ...this.#made(Date.now()), kind: 'photo', photo }) }
  }

  /** Sends a refused item again, a command as the person has changed it. */
  async retry(id: string, changed?: Ask): Promise<void> {
    const item = this.items.find((one) => one.id === id)
    if (!item) return
    if (item.kind === 'command') {
      await this.dismiss(id)
      const { id: _id, madeAt: _madeAt, ...same } = item.command
      void this.ask(changed ?? (same as Ask))
    } else {
      await this.#put({ ...item, refused: null })
      await this.load()
    }
  }

  async dismiss(id: string): Promise<void> {
    await this.#remove(id)
    this.items = this.items.filter((item) => item.id !== id)
    this.#tell(null)
  }

  /** Called for every item answered, in any tab. */
  onSettled(listener: (settled: Settled) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Reads what an earlier tab left behind and sends it. */
  async load(): Promise<void> {
    this.items = await this.#all()
    await this.flush()
  }

  /** Sends what waits, at once: the network is back, or somebody signed in again. */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#work) {
      this.#isAgain = true
      return this.#work
    }
    const alone = this.#around.alone ?? ((work) => work())
    this.#work = alone(() => this.#sendAll()).finally(() => {
      this.#work = null
      if (!this.#isAgain) return
      this.#isAgain = false
      void this.flush()
    })
    return this.#work
  }

  /** The line is new. What went out on the old one may have got lost without a word: it goes out again. */
  heardAgain(): Promise<void> {
    if (this.#asking && Date.now() - this.#asking.since > quickly) this.#asking.giveUp()
    return this.flush()
  }

  async heardOf({ personId, settled }: News): Promise<void> {
    if (personId !== this.#around.personId) return
    const item = settled && this.items.find(({ id }) => id === settled.id)
    if (item && !settled.reply.ok && this.#prompt.has(item.id)) await this.#remove(item.id)
    if (item) this.#unstored.delete(item.id)
    if (item) this.#settle(item, settled.reply)
    this.items = await this.#all()
  }

  #made(madeAt: number): Pick<OutboxItem, 'personId' | 'order' | 'madeAt' | 'refused'> {
    this.#lastOrder = Math.max(madeAt, this.#lastOrder + 1)
    return { personId: this.#around.personId, order: this.#lastOrder, madeAt, refused: null }
  }

  #add(item: OutboxItem): Promise<Reply> {
    this.items = [...this.items, item]
    this.#prompt.add(item.id)
    this.#unstored.set(item.id, item)
    return new Promise((resolve, reject) => {
      this.#asked.set(item.id, resolve)
      this.#put(item)
        .then(() => this.flush())
        .catch(reject)
    })
  }

  /** A storage that is full, or closed by the browser, is no reason not to send. */
  async #put(item: OutboxItem): Promise<void> {
    try {
      await this.#around.storage.put(item)
      this.#unstored.delete(item.id)
      this.#tell(null)
    } catch {
      if (this.items.some(({ id }) => id === item.id)) this.#unstored.set(item.id, item)
    }
  }

  /** Everything that waits or was refused, the oldest first. */
  async #all(): Promise<OutboxItem[]> {
    const stored = await this.#around.storage.all(this.#around.personId).catch(() => this.items)
    const items = new Map(stored.map((item) => [item.id, item]))
    for (const [id, item] of this.#unstored) items.set(id, item)
    for (const id of this.#gone) items.delete(id)
    return [...items.values()].sort((a, b) => a.order - b.order)
  }

  async #sendAll(): Promise<void> {
    for (;;) {
      const item = (await this.#all()).find(({ refused }) => refused === null)
      if (!item) return this.#rest('idle')
      this.state = 'sending'
      this.sendingId = item.id
      const outcome = await this.#outcomeOf(item)
      if (outcome.kind === 'later' && !(await this.#keepTrying(item, outcome.why))) return
      if (outcome.kind === 'later') continue
      this.#tries = this.#failures = 0
      await this.#answered(item, outcome.reply)
    }
  }

  /** A photo is waited for whatever happens to the line: it would have to begin anew. */
  #outcomeOf(item: OutboxItem): Promise<Outcome> {
    const outcome = this.#around.send(item)
    if (item.kind === 'photo') return outcome
    const givenUp = new Promise<Outcome>((resolve) => {
      const giveUp = (): void => resolve({ kind: 'later', why: 'network' })
      this.#asking = { since: Date.now(), giveUp }
    })
    return Promise.race([outcome, givenUp]).finally(() => (this.#asking = null))
  }

  /** False: not now. */
  async #keepTrying(item: OutboxItem, why: 'network' | 'server' | 'signed_out'): Promise<boolean> {
    // What stands behind it waits as long: nobody can be expected to be there for any of the answers.
    this.#prompt.clear()
    this.#tries += 1
    if (why === 'signed_out') {
      this.#rest('signed_out')
      return false
    }
    if (why === 'server') this.#failures += 1
    if (this.#failures >= triesOnServer) {
      this.#tries = this.#failures = 0
      await this.#answered(item, { ok: false, code: 'unavailable', data: {} })
      return true
    }
    const pause = Math.min(longestPause, firstPause * 2 ** (this.#tries - 1))
    this.#rest('waiting')
    this.#timer = setTimeout(() => void this.flush(), pause)
    return false
  }

  /** Who asked and still waits is told; a refusal that came later than that stays in the list. */
  async #answered(item: OutboxItem, reply: Reply): Promise<void> {
    const isKept = !reply.ok && !this.#prompt.has(item.id)
    if (isKept) await this.#put({ ...item, refused: reply })
    else await this.#remove(item.id)
    this.#settle(item, reply)
    if (isKept) {
      this.items = this.items.map((one) => (one.id === item.id ? { ...item, refused: reply } : one))
    }
    this.#tell({ id: item.id, reply })
  }

  #settle(item: OutboxItem, reply: Reply): void {
    for (const listener of this.#listeners) listener({ item, reply })
    if (reply.ok || this.#prompt.has(item.id)) this.items = this.items.filter(({ id }) => id !== item.id)
    this.#prompt.delete(item.id)
    this.#asked.get(item.id)?.(reply)
    this.#asked.delete(item.id)
  }

  async #remove(id: string): Promise<void> {
    this.#unstored.delete(id)
    await this.#around.storage.remove(id).catch(() => this.#gone.add(id))
  }

  #rest(state: OutboxState): void {
    this.state = state
    this.sendingId = null
  }

  #tell(settled: News['settled']): void {
    this.#around.tell?.({ personId: this.#around.personId, settled })
  }
}

const outboxes = new Map<number, Outbox>()

/** The outbox of the person signed in here; what another person left on this phone is not touched. */
export function outboxOf(personId: number): Outbox {
  const known = outboxes.get(personId)
  if (known) return known
  if (typeof window === 'undefined') {
    return new Outbox({ personId, storage: memoryStorage(), send: (item) => postItem(item) })
  }
  const channel = new BroadcastChannel('cao-diem-outbox')
  const outbox = new Outbox({
    personId,
    storage: browserStorage(),
    send: (item) => postItem(item),
    alone: async (work) => {
      // Missing on plain http: two tabs may then send the same item, which the server does once.
      if ('locks' in navigator) await navigator.locks.request(`cao-diem-outbox:${personId}`, work)
      else await work()
    },
    tell: (news) => channel.postMessage(news),
  })
  channel.onmessage = ({ data }) => void outbox.heardOf(data as News)
  outboxes.set(personId, outbox)
  addEventListener('online', () => void outbox.flush())
  void outbox.load()
  return outbox
}
