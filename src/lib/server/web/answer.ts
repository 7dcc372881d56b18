import { json } from '@sveltejs/kit'
import { DomainError } from '../../domain/error.ts'
import { refusal } from '../commands/refusal.ts'
import { refusalOf } from '../db/refusal.ts'
import { statusOf } from './status.ts'

/** Runs a query for an API route; what the user caused, or a database that is away, becomes a refusal as a command's. */
export function answerQuery(query: () => Promise<unknown>): Promise<Response> {
  return answerWith(async () => json(await query(), { headers: noStore }))
}

/** The same where the query gives JSON as text already. */
export function answerText(query: () => Promise<string>): Promise<Response> {
  const headers = { ...noStore, 'content-type': 'application/json' }
  return answerWith(async () => new Response(await query(), { headers }))
}

async function answerWith(respond: () => Promise<Response>): Promise<Response> {
  try {
    return await respond()
  } catch (error) {
    const problem = refusalOf(error)
    if (problem) return json(refusal(problem), { status: statusOf(problem.code), headers: noStore })
    throw error
  }
}

/** An id out of an address; not_found when it is none. */
export function idFrom(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new DomainError('not_found')
  return Number(text)
}

const noStore = { 'cache-control': 'no-store' }
