import type { ErrorFacts } from '../words/error-facts.ts'

/** A form sent back: why, and what was typed; see the server's refuse(). */
export type FormProblem = { code: string; data: ErrorFacts; typed: Record<string, string>; form: string }

/** The field a refusal is about, as the form names it; null when it is about none, or about all. */
export function fieldOf(problem: FormProblem | null): string | null {
  switch (problem?.code) {
    case 'bad_input':
      return typeof problem.data['field'] === 'string' ? problem.data['field'] : null
    case 'days_out_of_order':
      return 'endsOn'
    case 'times_out_of_order':
      return 'endsAt'
    case 'peak_day_outside':
      return 'peakDays'
    default:
      return null
  }
}
