import { db } from '#lib/server/db/pool.ts'
import { wallFor } from '#lib/server/queries/wall.ts'
import { idFrom } from '#lib/server/web/answer.ts'
import { loading } from '#lib/server/web/loading.ts'
import type { PageServerLoad } from './$types'

/** A wall needs its small view only, not the board the other screens share: its page is reset to the root layout. */
export const load: PageServerLoad = ({ params, locals }) =>
  loading(async () => {
    const campaignId = idFrom(params.id)
    const now = Date.now()
    return { campaignId, now, ...(await wallFor(db(), locals.actor, { campaignId, now })) }
  })
