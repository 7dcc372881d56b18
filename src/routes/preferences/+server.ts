import { redirect } from '@sveltejs/kit'
import { backTo } from '#lib/server/web/next.ts'
import { choose } from '#lib/server/web/preferences.ts'
import type { RequestHandler } from './$types'

/** Language and theme, from a plain form; goes back to where it was sent from. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  choose(cookies, await request.formData())
  redirect(303, backTo(request.headers.get('referer'), url.host))
}
