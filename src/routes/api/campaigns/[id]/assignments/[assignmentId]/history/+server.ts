import { db } from '#lib/server/db/pool.ts'
import { historyOf } from '#lib/server/queries/history.ts'
import { answerQuery, idFrom } from '#lib/server/web/answer.ts'
import type { RequestHandler } from './$types'

/** Who did what to an assignment, and when: straight from the journal. */
export const GET: RequestHandler = ({ params, locals }) =>
  answerQuery(() => {
    const where = { campaignId: idFrom(params.id), assignmentId: idFrom(params.assignmentId) }
    return historyOf(db(), locals.actor, where)
  })
