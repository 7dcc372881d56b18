import { DomainError } from '#lib/domain/error.ts'
import { askOf } from '#lib/protocol/posts.ts'
import type { PostView } from '#lib/protocol/answers.ts'
import { db } from '#lib/server/db/pool.ts'
import { postFor, postsFor } from '#lib/server/queries/posts.ts'
import { idFrom } from '#lib/server/web/answer.ts'
import { loading } from '#lib/server/web/loading.ts'
import type { PageServerLoad } from './$types'

/** The list as the address asks for it. Which post is open does not load it anew: rows stay as they are. */
export const load: PageServerLoad = ({ params, url, locals, depends, untrack }) =>
  loading(async () => {
    depends('live:posts')
    const campaignId = idFrom(params.id)
    const ask = askOf(url.searchParams)
    const openId = untrack(() => url.searchParams.get('open'))
    const opened = async (): Promise<PostView | null> => {
      try {
        return openId === null
          ? null
          : await postFor(db(), locals.actor, { campaignId, postId: idFrom(openId) })
      } catch (problem) {
        if (problem instanceof DomainError) return null
        throw problem
      }
    }
    const [page, view] = await Promise.all([postsFor(db(), locals.actor, { campaignId, ask }), opened()])
    return { ask, page, opened: view }
  })
