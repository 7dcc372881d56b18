import { toasts } from '../toasts.svelte.ts'
import type { Words } from '../words/words.svelte.ts'
import type { FormProblem } from './problem.ts'
import { notSent } from './submission.svelte.ts'

/** Why a form came back, for forms that have no room to say so. */
export function sayRefusal(words: Words, { code, data }: FormProblem): void {
  toasts.problem(code === notSent ? words.t.campaigns.notSent : words.error(code, data))
}
