import { redirect } from '@sveltejs/kit'
import { signIn } from '#lib/server/auth/sign-in.ts'
import { db } from '#lib/server/db/pool.ts'
import { topUnitName } from '#lib/server/queries/units.ts'
import { refuseError, text } from '#lib/server/web/form.ts'
import { loading } from '#lib/server/web/loading.ts'
import { nextOf } from '#lib/server/web/next.ts'
import { giveCookie } from '#lib/server/web/session.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  if (locals.me) redirect(303, nextOf(url.searchParams.get('next')))
  return loading(async () => ({ topUnit: await topUnitName(db()) }))
}

export const actions: Actions = {
  default: async ({ request, cookies, url, getClientAddress }) => {
    const form = await request.formData()
    try {
      const cookie = await signIn(db(), {
        login: text(form, 'login'),
        password: text(form, 'password'),
        address: getClientAddress(),
        userAgent: request.headers.get('user-agent'),
      })
      giveCookie(cookies, form.has('remember') ? cookie : untilClosed(cookie))
    } catch (error) {
      return refuseError(error, form)
    }
    redirect(303, nextOf(url.searchParams.get('next')))
  },
}

/** The same cookie, forgotten when the browser closes. */
function untilClosed<Cookie extends { attributes: { maxAge?: number; expires?: Date } }>(
  cookie: Cookie,
): Cookie {
  const { maxAge: _, expires: __, ...attributes } = cookie.attributes
  return { ...cookie, attributes }
}
