import { error } from '@sveltejs/kit'
import { refusalOf } from '../db/refusal.ts'
import { statusOf } from './status.ts'

/** Runs a page's load; what the user caused, or a database that is away, becomes an error page with its status and code. */
export async function loading<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  try {
    return await load()
  } catch (problem) {
    const refused = refusalOf(problem)
    if (refused) error(statusOf(refused.code), { message: refused.code, code: refused.code })
    throw problem
  }
}
