import { db } from '#lib/server/db/pool.ts'
import { campaignsFor } from '#lib/server/queries/campaigns.ts'
import { orgHead } from '#lib/server/queries/directory.ts'
import { coordinatedUnits } from '#lib/server/queries/mine.ts'
import { loading } from '#lib/server/web/loading.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, depends }) => {
  depends('live:org')
  return loading(async () => {
    const seq = await orgHead(db())
    const [campaigns, units] = await Promise.all([
      campaignsFor(db(), locals.actor),
      coordinatedUnits(db(), locals.actor),
    ])
    return { seq, campaigns, mayCreate: units.length > 0, now: Date.now() }
  })
}
