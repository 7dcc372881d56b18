import { db } from '#lib/server/db/pool.ts'
import { headsFor } from '#lib/server/queries/admin.ts'
import { loading } from '#lib/server/web/loading.ts'
import type { LayoutServerLoad } from './$types'

/** For administrators only; each list and each command asks again. */
export const load: LayoutServerLoad = ({ locals, depends }) => {
  depends('live:org', 'live:people')
  return loading(async () => ({ heads: await headsFor(db(), locals.actor) }))
}
