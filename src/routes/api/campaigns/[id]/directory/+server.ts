import { db } from '#lib/server/db/pool.ts'
import { directoryFor } from '#lib/server/queries/directory.ts'
import { answerQuery, idFrom } from '#lib/server/web/answer.ts'
import type { RequestHandler } from './$types'

/** Names behind the ids of a board. */
export const GET: RequestHandler = ({ params, locals }) =>
  answerQuery(() => directoryFor(db(), locals.actor, idFrom(params.id)))
