import { loading } from '#lib/server/web/loading.ts'
import { db } from '#lib/server/db/pool.ts'
import { campaignFor } from '#lib/server/queries/board.ts'
import { idFrom } from '#lib/server/web/answer.ts'
import type { LayoutServerLoad } from './$types'

/** The board and the names behind its ids, once for all screens of the campaign; entries keep it true. */
export const load: LayoutServerLoad = ({ params, locals }) =>
  loading(async () => ({ ...(await campaignFor(db(), locals.actor, idFrom(params.id))), now: Date.now() }))
