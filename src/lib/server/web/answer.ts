import { json } from '@sveltejs/kit'
import type * as v from 'valibot'
import { DomainError } from '../../domain/error.ts'
import type { Reply } from '../../protocol/commands.ts'
import { refusal } from '../commands/refusal.ts'
import { refusalOf } from '../db/refusal.ts'
import { statusOf } from './status.ts'

/** A reply as JSON with the status its code has. */
export function answer(reply: Reply): Response {
  return json(reply, { status: reply.ok ? 200 : statusOf(reply.code), headers: noStore })
}

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
    if (problem) return answer(refusal(problem))
    throw error
  }
}

/** The first thing wrong with an input, as a refusal that names the field. */
export function badInput(issues: readonly v.BaseIssue<unknown>[]): DomainError {
  const [issue] = issues
  const field = issue?.path?.map(({ key }) => String(key)).join('.') ?? ''
  return new DomainError('bad_input', { field, problem: issue?.message ?? '' })
}

/** An id out of an address; not_found when it is none. */
export function idFrom(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new DomainError('not_found')
  return Number(text)
}

const noStore = { 'cache-control': 'no-store' }
