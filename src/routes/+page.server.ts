import { redirect } from '@sveltejs/kit'
import { homeOf } from '#lib/ui/shell/places.ts'
import type { PageServerLoad } from './$types'

/** The front door leads everybody to where their work is. */
export const load: PageServerLoad = async ({ locals, parent }) => {
  const { campaignId } = await parent()
  redirect(307, locals.me ? homeOf(locals.me, campaignId) : '/login')
}
