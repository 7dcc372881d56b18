import type { SubmitFunction } from '@sveltejs/kit'
import { newId } from '../../client/new-id.ts'
import type { FormProblem } from './problem.ts'

/** No answer came: the same form may be sent again under the same command id. */
export const notSent = 'not_sent'

type Done = (location: string, formData: FormData) => void | Promise<void>

/**
 * A form that is being sent: the page stays, what was typed stays, and the command id changes only once the command
 * is through, so that sending it again after a lost answer does it once.
 */
export class Submission {
  waiting = $state(false)
  problem = $state.raw<FormProblem | null>(null)
  commandId = $state(newId())
  readonly #done: Done
  readonly #refused: (problem: FormProblem) => void

  /**
   * `problem`: what the page was loaded with, after a form sent without JavaScript. `refused`: for forms that have
   * no room to say why themselves.
   */
  constructor(
    done: Done,
    problem: FormProblem | null = null,
    { refused = () => undefined }: { refused?: (problem: FormProblem) => void } = {},
  ) {
    this.#done = done
    this.#refused = refused
    this.problem = problem
    if (problem?.typed['commandId']) this.commandId = problem.typed['commandId']
  }

  get isNotSent(): boolean {
    return this.problem?.code === notSent
  }

  /** For use:enhance. A redirect is how a form's action says that it is done. */
  readonly submit: SubmitFunction = ({ formData }) => {
    this.waiting = true
    return async ({ result }) => {
      try {
        switch (result.type) {
          case 'redirect':
            if (result.location.startsWith('/login')) {
              this.#fail({ code: 'not_signed_in', data: {}, typed: {}, form: '' })
              return
            }
            this.problem = null
            await this.#done(result.location, formData)
            this.commandId = newId()
            return
          case 'failure':
            this.#fail(result.data as FormProblem)
            return
          case 'success':
            return
          case 'error':
            this.#fail({ code: notSent, data: {}, typed: {}, form: '' })
            return
          default:
            result satisfies never
        }
      } finally {
        this.waiting = false
      }
    }
  }

  #fail(problem: FormProblem): void {
    this.problem = problem
    this.#refused(problem)
  }
}
