import { db } from '#lib/server/db/pool.ts'
import { campaignAtHand } from '#lib/server/queries/campaign-at-hand.ts'
import { loading } from '#lib/server/web/loading.ts'
import type { LayoutServerLoad } from './$types'

/** Who is signed in and how they read: everything the frame around a page shows. */
export const load: LayoutServerLoad = ({ locals }) =>
  loading(async () => ({
    me: locals.me,
    locale: locals.locale,
    theme: locals.theme,
    /** Where the rail leads from pages that belong to no campaign. */
    campaignId: locals.actor ? await campaignAtHand(db(), locals.actor) : null,
  }))
