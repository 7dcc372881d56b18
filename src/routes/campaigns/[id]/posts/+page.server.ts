import { DomainError } from '#lib/domain/error.ts'
import { isUnderWay } from '#lib/domain/imported.ts'
import { askOf } from '#lib/protocol/posts.ts'
import type { PostView } from '#lib/protocol/answers.ts'
import type { ImportView } from '#lib/protocol/imports.ts'
import { db } from '#lib/server/db/pool.ts'
import { importFor, importsFor } from '#lib/server/queries/imports.ts'
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
    const [page, view, file] = await Promise.all([
      postsFor(db(), locals.actor, { campaignId, ask }),
      opened(),
      latestImport(locals.actor, campaignId),
    ])
    return { ask, page, opened: view, file }
  })

/** An import that still wants looking at; finished ones only for a while. Coordinators only. */
async function latestImport(actor: App.Locals['actor'], campaignId: number): Promise<ImportView | null> {
  const [latest] = await importsFor(db(), actor, campaignId)
  if (!latest) return null
  const isWaiting = isUnderWay(latest.state) || latest.state === 'ready'
  const endedAt = latest.appliedAt ?? latest.at
  return isWaiting || Date.now() - endedAt < shownFor ? importFor(db(), actor, latest.id) : null
}

/** Milliseconds a finished import stays on the posts page. */
const shownFor = 600_000
