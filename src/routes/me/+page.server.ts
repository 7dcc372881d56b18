import { redirect } from '@sveltejs/kit'
import { blankCookie, endSession, endSessions, startSession } from '#lib/server/auth/sessions.ts'
import { throttleOn } from '#lib/server/auth/throttle.ts'
import { changeOwn } from '#lib/server/commands/passwords.ts'
import { db } from '#lib/server/db/pool.ts'
import { orgHead } from '#lib/server/queries/directory.ts'
import { devicesOf } from '#lib/server/queries/me.ts'
import { refuseError, text } from '#lib/server/web/form.ts'
import { loading } from '#lib/server/web/loading.ts'
import { giveCookie } from '#lib/server/web/session.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, depends }) => {
  depends('live:org')
  const { me, sessionId } = locals
  if (!me) redirect(303, '/login?next=/me')
  return loading(async () => {
    const seq = await orgHead(db())
    return { seq, me, devices: await devicesOf(db(), me.id, { sessionId }), now: Date.now() }
  })
}

export const actions: Actions = {
  /** Every session ends, this browser gets a new one. Guesses at the old password count as tries to sign in. */
  password: async ({ request, locals, cookies, getClientAddress }) => {
    const form = await request.formData()
    const { me } = locals
    if (!me) redirect(303, '/login?next=/me')
    try {
      const throttle = throttleOn(db())
      const try_ = { login: me.login, address: getClientAddress() }
      await throttle.count(try_)
      const [old, password] = [text(form, 'oldPassword'), text(form, 'password')]
      await changeOwn(db(), { personId: me.id, old, password })
      await throttle.forgive(try_)
    } catch (error) {
      return refuseError(error, form)
    }
    const userAgent = request.headers.get('user-agent')
    giveCookie(cookies, await startSession(db(), me.id, { userAgent }))
    return { changed: true }
  },
  /** Signs one device of one's own out. */
  endSession: async ({ request, locals, cookies }) => {
    const form = await request.formData()
    if (!locals.me) redirect(303, '/login?next=/me')
    const sessionId = text(form, 'sessionId')
    await endSession(db(), { personId: locals.me.id, sessionId })
    if (sessionId !== locals.sessionId) redirect(303, '/me')
    giveCookie(cookies, blankCookie(db()))
    redirect(303, '/login')
  },
  endAll: async ({ locals, cookies }) => {
    if (locals.me) await endSessions(db(), locals.me.id)
    giveCookie(cookies, blankCookie(db()))
    redirect(303, '/login')
  },
}
