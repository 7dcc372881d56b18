import { db } from '#lib/server/db/pool.ts'
import { campaignsFor } from '#lib/server/queries/campaigns.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, depends }) => {
  depends('live:org')
  return { campaigns: await campaignsFor(db(), locals.actor), now: Date.now() }
}
