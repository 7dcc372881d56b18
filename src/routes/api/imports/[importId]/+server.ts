import { db } from '#lib/server/db/pool.ts'
import { importFor } from '#lib/server/queries/imports.ts'
import { answerQuery } from '#lib/server/web/answer.ts'
import type { RequestHandler } from './$types'

/** How far an import is and what it found; a screen asks again while it is under way. */
export const GET: RequestHandler = ({ params, locals }) =>
  answerQuery(() => importFor(db(), locals.actor, params.importId))
