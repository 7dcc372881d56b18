import { db } from '#lib/server/db/pool.ts'
import { boardFor } from '#lib/server/queries/board.ts'
import { answerText, idFrom } from '#lib/server/web/answer.ts'
import type { RequestHandler } from './$types'

/** The board and the seq it stands at, packed (protocol/packed.ts): where a screen begins, and begins again when it is too far behind. */
export const GET: RequestHandler = ({ params, locals }) =>
  answerText(() => boardFor(db(), locals.actor, idFrom(params.id)))
