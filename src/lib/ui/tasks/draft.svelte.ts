import type { Instant } from '../../domain/time.ts'
import type { CommandOf, Refused } from '../../protocol/commands.ts'
import { instantOf, localTimeOf } from '../../domain/time.ts'

export type DraftPost = { link: string; title: string; publishedAt: string }
/** A photo that is on its way to the board already, under this id. */
export type DraftPhoto = { id: string; name: string }

type Kept = { posts: DraftPost[]; reason: string; photos: DraftPhoto[]; at: Instant }

/** What somebody has typed about one assignment and not sent. It outlives the page and every live change. */
export class TaskDraft {
  posts = $state<DraftPost[]>([emptyPost()])
  reason = $state('')
  photos = $state<DraftPhoto[]>([])
  /** Why the board did not take it. */
  refusal = $state.raw<Refused | null>(null)
  readonly #key: string
  /** What was sent last, for an undo. */
  #sent: DraftPost[] = []

  constructor(key: string) {
    this.#key = key
    const kept = read(key)
    if (kept) this.#take(kept)
  }

  get isEmpty(): boolean {
    return this.links.length === 0 && this.photos.length === 0 && this.reason.trim() === ''
  }

  get links(): DraftPost[] {
    return this.posts.filter(({ link }) => link.trim() !== '')
  }

  /** The posts as a command wants them. */
  postsFor(timeZone: string): CommandOf<'markDone'>['posts'] {
    return this.links.map(({ link, title, publishedAt }) => ({
      link: link.trim(),
      title: title.trim(),
      contentType: null,
      publishedAt: publishedAt ? instantOf(publishedAt, timeZone) : null,
    }))
  }

  /** Takes up again what a command carried: it was refused, or its sender wants to change it. */
  reopen(command: CommandOf<'markDone'> | CommandOf<'decline'>, timeZone: string): void {
    if (command.kind === 'decline') {
      this.reason = command.reason
      return
    }
    const posts = command.posts.map(({ link, title, publishedAt }) => ({
      link,
      title,
      publishedAt: publishedAt === null ? '' : localTimeOf(publishedAt, timeZone),
    }))
    this.posts = posts.length > 0 ? posts : [emptyPost()]
    const known = new Map(this.photos.map((photo) => [photo.id, photo]))
    this.photos = command.fileIds.map((id) => known.get(id) ?? { id, name: '' })
  }

  /** It was sent and taken. */
  clear(): void {
    const sent = this.links.map((post) => ({ ...post }))
    this.discard()
    this.#sent = sent
  }

  /** Nobody wants it any more. */
  discard(): void {
    this.#sent = []
    this.posts = [emptyPost()]
    this.reason = ''
    this.photos = []
    this.refusal = null
    this.save()
  }

  /** The sender took it back: what was typed stands there again. */
  restore(): void {
    if (this.#sent.length > 0 && this.isEmpty) this.posts = this.#sent
    this.#sent = []
  }

  save(): void {
    const { posts, reason, photos } = this
    if (this.isEmpty) forget(this.#key)
    else write(this.#key, { posts, reason, photos, at: Date.now() })
  }

  #take({ posts, reason, photos }: Kept): void {
    this.posts = posts.length > 0 ? posts : [emptyPost()]
    this.reason = reason
    this.photos = photos
  }
}

/** One person's drafts on this device. */
export class TaskDrafts {
  readonly #prefix: string
  readonly #drafts = new Map<number, TaskDraft>()

  constructor(personId: number) {
    this.#prefix = `cao-diem-draft:${personId}:`
    forgetOld(this.#prefix)
  }

  of(assignmentId: number): TaskDraft {
    const draft = this.#drafts.get(assignmentId) ?? new TaskDraft(this.#prefix + assignmentId)
    this.#drafts.set(assignmentId, draft)
    return draft
  }
}

export function emptyPost(): DraftPost {
  return { link: '', title: '', publishedAt: '' }
}

/** Nobody comes back to a draft after this, in milliseconds. */
const keptFor = 30 * 86_400_000

function forgetOld(prefix: string): void {
  for (const key of Object.keys(storage() ?? {})) {
    if (key.startsWith(prefix) && Date.now() - (read(key)?.at ?? 0) > keptFor) forget(key)
  }
}

function read(key: string): Kept | null {
  try {
    const text = storage()?.getItem(key)
    return text ? (JSON.parse(text) as Kept) : null
  } catch {
    return null
  }
}

function write(key: string, kept: Kept): void {
  try {
    storage()?.setItem(key, JSON.stringify(kept))
  } catch {
    // Full, or forbidden in a private window: the draft lives as long as the page.
  }
}

function forget(key: string): void {
  storage()?.removeItem(key)
}

function storage(): Storage | null {
  try {
    return typeof window === 'undefined' ? null : window.localStorage
  } catch {
    return null
  }
}
