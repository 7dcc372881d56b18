import { redirect } from '@sveltejs/kit'
import { choose } from '#lib/server/web/preferences.ts'
import type { RequestHandler } from './$types'

/** Language and theme, from a plain form; goes back to where it was sent from. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  choose(cookies, await request.formData())
  const from = request.headers.get('referer')
  const back = from && URL.canParse(from) ? new URL(from) : null
  redirect(303, back?.host === url.host ? back.pathname + back.search : '/')
}
