import { redirect } from '@sveltejs/kit'
import * as v from 'valibot'
import { DomainError } from '#lib/domain/error.ts'
import { setUp as setUpSchema } from '#lib/protocol/admin.ts'
import { look } from '#lib/server/auth/links.ts'
import { startSession } from '#lib/server/auth/sessions.ts'
import { setUp } from '#lib/server/commands/setup.ts'
import { db } from '#lib/server/db/pool.ts'
import { badInput } from '#lib/server/web/reply.ts'
import { number, refuse, refuseError, text } from '#lib/server/web/form.ts'
import { loading } from '#lib/server/web/loading.ts'
import { giveCookie } from '#lib/server/web/session.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ params, setHeaders }) => {
  setHeaders({ 'cache-control': 'no-store' })
  return loading(async () => {
    try {
      await look(db(), params.token, ['setup'])
      return { isOpen: true }
    } catch (error) {
      if (error instanceof DomainError) return { isOpen: false }
      throw error
    }
  })
}

export const actions: Actions = {
  default: async ({ params, request, cookies }) => {
    const form = await request.formData()
    const parsed = v.safeParse(setUpSchema, {
      unit: {
        name: text(form, 'unitName'),
        shortName: text(form, 'shortName'),
        code: text(form, 'code'),
        memberCount: number(form, 'memberCount') ?? 0,
      },
      admin: { name: text(form, 'name'), login: text(form, 'login'), password: text(form, 'password') },
    })
    if (!parsed.success) return refuse(badInput(parsed.issues), form)
    try {
      const personId = await setUp(db(), params.token, parsed.output)
      const userAgent = request.headers.get('user-agent')
      giveCookie(cookies, await startSession(db(), personId, { userAgent }))
    } catch (error) {
      return refuseError(error, form)
    }
    redirect(303, '/admin/units')
  },
}
