import { error } from '@sveltejs/kit'
import { DomainError } from '../../domain/error.ts'
import { statusOf } from './status.ts'

/** Runs a page's load; what the user caused becomes an error page with its status and code. */
export async function loading<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  try {
    return await load()
  } catch (problem) {
    if (problem instanceof DomainError)
      error(statusOf(problem.code), { message: problem.code, code: problem.code })
    throw problem
  }
}
