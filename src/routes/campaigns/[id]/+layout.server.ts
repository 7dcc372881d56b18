import { loading } from '#lib/server/web/loading.ts'
import { db } from '#lib/server/db/pool.ts'
import { boardFor } from '#lib/server/queries/board.ts'
import { directoryFor } from '#lib/server/queries/directory.ts'
import { idFrom } from '#lib/server/web/answer.ts'
import type { LayoutServerLoad } from './$types'

/** The board and the names behind its ids, once for all screens of the campaign; entries keep it true. */
export const load: LayoutServerLoad = ({ params, locals }) =>
  loading(async () => {
    const campaignId = idFrom(params.id)
    const [snapshot, directory] = await Promise.all([
      boardFor(db(), locals.actor, campaignId),
      directoryFor(db(), locals.actor, campaignId),
    ])
    return { snapshot, directory, now: Date.now() }
  })
