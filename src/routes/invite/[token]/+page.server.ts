import { redirect } from '@sveltejs/kit'
import { DomainError } from '#lib/domain/error.ts'
import { startSession } from '#lib/server/auth/sessions.ts'
import { chooseByLink, guestOf } from '#lib/server/commands/passwords.ts'
import { db } from '#lib/server/db/pool.ts'
import { refuseError, text } from '#lib/server/web/form.ts'
import { loading } from '#lib/server/web/loading.ts'
import { giveCookie } from '#lib/server/web/session.ts'
import type { Actions, PageServerLoad } from './$types'

/** The same page for an invitation and for a forgotten password. The address is secret: it must not leak on. */
export const load: PageServerLoad = ({ params, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store' })
  return loading(async () => {
    try {
      return { guest: await guestOf(db(), params.token) }
    } catch (error) {
      if (error instanceof DomainError) return { guest: null }
      throw error
    }
  })
}

export const actions: Actions = {
  default: async ({ params, request, cookies }) => {
    const form = await request.formData()
    try {
      const personId = await chooseByLink(db(), { secret: params.token, password: text(form, 'password') })
      const userAgent = request.headers.get('user-agent')
      giveCookie(cookies, await startSession(db(), personId, { userAgent }))
    } catch (error) {
      return refuseError(error, form)
    }
    redirect(303, '/')
  },
}
