import { onDestroy } from 'svelte'
import { Draft } from '../form/draft.svelte.ts'
import type { Typed } from '../form/merge.ts'
import { fieldOf, type FormProblem } from '../form/problem.ts'
import { Submission } from '../form/submission.svelte.ts'
import type { Words } from '../words/words.svelte.ts'

/** By form: what was typed when it was closed by Escape or a press beside it. */
export type Kept = Map<string, Record<string, string>>

type Options<Fields> = {
  /** What is said outside the form when it opens. */
  begin: Fields
  /** Under which what was typed in it is kept: its address. */
  key: string
  kept: Kept
  problem: FormProblem | null
  words: Words
  saved: (formData: FormData) => void
  onclose: () => void
}

/** A form in the plan's pane: closed in any way but by saving or giving up, it is as it was when it is opened again. */
export class PlanForm<Fields extends Typed> {
  readonly draft: Draft<Fields>
  readonly submission: Submission
  readonly #words: Words
  readonly #onclose: () => void
  #isDone = false

  constructor({ begin, key, kept, problem, words, saved, onclose }: Options<Fields>) {
    this.#words = words
    this.#onclose = onclose
    this.draft = new Draft(begin, problem?.typed ?? kept.get(key))
    this.submission = new Submission((_location, formData) => {
      this.#isDone = true
      saved(formData)
    }, problem)
    onDestroy(() => {
      if (this.#isDone) kept.delete(key)
      else if (this.draft.isTouched) kept.set(key, { ...this.draft.typed })
    })
  }

  get typed(): Fields {
    return this.draft.typed
  }

  /** Entries come from outside while the form is open; one's own come before the answer. */
  follow(current: Fields | null): void {
    if (current && !this.submission.waiting) this.draft.follow(current)
  }

  readonly giveUp = (press: MouseEvent): void => {
    press.preventDefault()
    this.#isDone = true
    this.#onclose()
  }

  /** Why this field was refused. */
  error(name: string): string | null {
    const { problem } = this.submission
    return problem && fieldOf(problem) === name ? this.#words.error(problem.code, problem.data) : null
  }
}
