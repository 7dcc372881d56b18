import { db } from '#lib/server/db/pool.ts'
import { boardFor } from '#lib/server/queries/board.ts'
import { answerQuery, idFrom } from '#lib/server/web/answer.ts'
import type { RequestHandler } from './$types'

/** The board and the seq it stands at: where a screen begins, and begins again when it is too far behind. */
export const GET: RequestHandler = ({ params, locals }) =>
  answerQuery(() => boardFor(db(), locals.actor, idFrom(params.id)))
