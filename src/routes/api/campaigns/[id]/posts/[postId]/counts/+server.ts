import { db } from '#lib/server/db/pool.ts'
import { countsOf } from '#lib/server/queries/posts.ts'
import { answerQuery, idFrom } from '#lib/server/web/answer.ts'
import type { RequestHandler } from './$types'

/** How a post's counts came about: when each was taken, from where, by whom. */
export const GET: RequestHandler = ({ params, locals }) =>
  answerQuery(() =>
    countsOf(db(), locals.actor, { campaignId: idFrom(params.id), postId: idFrom(params.postId) }),
  )
