import { redirect } from '@sveltejs/kit'
import { blankCookie, endSession } from '#lib/server/auth/sessions.ts'
import { db } from '#lib/server/db/pool.ts'
import { giveCookie } from '#lib/server/web/session.ts'
import type { RequestHandler } from './$types'

/** Signs out here. The other sessions of the person stay. */
export const POST: RequestHandler = async ({ locals, cookies }) => {
  const { me, sessionId } = locals
  if (me && sessionId) await endSession(db(), { personId: me.id, sessionId })
  giveCookie(cookies, blankCookie(db()))
  redirect(303, '/login')
}
