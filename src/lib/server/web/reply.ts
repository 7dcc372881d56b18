import type * as v from 'valibot'
import { DomainError } from '../../domain/error.ts'
import type { Reply } from '../../protocol/commands.ts'
import { refusal } from '../commands/refusal.ts'
import { refusalOf } from '../db/refusal.ts'

/** A command's reply; when the database goes away in the middle, the refusal that says to send it again. */
export async function replied(running: Promise<Reply>): Promise<Reply> {
  try {
    return await running
  } catch (error) {
    const problem = refusalOf(error)
    if (problem) return refusal(problem)
    throw error
  }
}

/** The first thing wrong with an input, as a refusal that names the field. */
export function badInput(issues: readonly v.BaseIssue<unknown>[]): DomainError {
  const [issue] = issues
  const field = issue?.path?.map(({ key }) => String(key)).join('.') ?? ''
  return new DomainError('bad_input', { field, problem: issue?.message ?? '' })
}
