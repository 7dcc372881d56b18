import { db } from '#lib/server/db/pool.ts'
import { postFor } from '#lib/server/queries/posts.ts'
import { answerQuery, idFrom } from '#lib/server/web/answer.ts'
import type { RequestHandler } from './$types'

/** A post and how its counts came about. */
export const GET: RequestHandler = ({ params, locals }) =>
  answerQuery(() =>
    postFor(db(), locals.actor, { campaignId: idFrom(params.id), postId: idFrom(params.postId) }),
  )
