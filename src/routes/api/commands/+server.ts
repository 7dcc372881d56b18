import * as v from 'valibot'
import { commandSchema } from '#lib/protocol/commands.ts'
import { run } from '#lib/server/commands/dispatch.ts'
import { refusal } from '#lib/server/commands/refusal.ts'
import { db } from '#lib/server/db/pool.ts'
import { answer, badInput, replied } from '#lib/server/web/answer.ts'
import type { RequestHandler } from './$types'

/** The one door for changes: a command as JSON, answered with what it did or why not. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const parsed = v.safeParse(commandSchema, await request.json().catch(() => null))
  if (!parsed.success) return answer(refusal(badInput(parsed.issues)))
  return answer(await replied(run({ sql: db(), actor: locals.actor }, parsed.output)))
}
