import * as v from 'valibot'
import { everyPost, postsAskEntries } from '#lib/protocol/posts.ts'
import { db } from '#lib/server/db/pool.ts'
import { postsFor } from '#lib/server/queries/posts.ts'
import { answerQuery, idFrom } from '#lib/server/web/answer.ts'
import { badInput } from '#lib/server/web/reply.ts'
import type { RequestHandler } from './$types'

const asked = v.partial(v.object(postsAskEntries))

/** A page of posts, see postsAskEntries for what may be asked. Throws bad_input where a page would leave it out. */
export const GET: RequestHandler = ({ params, url, locals }) =>
  answerQuery(() => {
    const parsed = v.safeParse(asked, Object.fromEntries([...url.searchParams].filter(([, said]) => said)))
    if (!parsed.success) throw badInput(parsed.issues)
    const ask = { ...everyPost, ...parsed.output }
    return postsFor(db(), locals.actor, { campaignId: idFrom(params.id), ask })
  })
