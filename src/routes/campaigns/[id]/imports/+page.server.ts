import { randomUUID } from 'node:crypto'
import { redirect } from '@sveltejs/kit'
import { DomainError } from '#lib/domain/error.ts'
import { largestImport } from '#lib/domain/imported.ts'
import { upload } from '#lib/server/commands/imports.ts'
import { db } from '#lib/server/db/pool.ts'
import { importsFor, mayImport } from '#lib/server/queries/imports.ts'
import { idFrom } from '#lib/server/web/answer.ts'
import { doorOf } from '#lib/server/web/door.ts'
import { refuseError, text } from '#lib/server/web/form.ts'
import { loading } from '#lib/server/web/loading.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ params, locals, depends }) =>
  loading(async () => {
    depends('live:imports')
    const campaignId = idFrom(params.id)
    if (!(await mayImport(db(), locals.actor, campaignId))) {
      throw new DomainError('not_allowed', { needs: 'coordinator' })
    }
    return { imports: await importsFor(db(), locals.actor, campaignId), newId: randomUUID() }
  })

export const actions: Actions = {
  /** The form without JavaScript; its hidden id makes that a file sent twice counts once. */
  default: async ({ params, request, locals }) => {
    let form = new FormData()
    let id: string
    try {
      const campaignId = idFrom(params.id)
      // A form is a little longer than its file.
      if (Number(request.headers.get('content-length')) > largestImport + 100_000) {
        throw new DomainError('file_too_large', { most: largestImport })
      }
      if (!(await mayImport(db(), locals.actor, campaignId))) {
        throw new DomainError('not_allowed', { needs: 'coordinator' })
      }
      form = await request.formData()
      const file = form.get('file')
      if (!(file instanceof File) || file.name === '') throw new DomainError('bad_input', { field: 'file' })
      id = text(form, 'id').toLowerCase()
      if (!uuid.test(id)) throw new DomainError('bad_input', { field: 'id' })
      const bytes = new Uint8Array(await file.arrayBuffer())
      const sent = { id, campaignId, fileName: file.name, timeZone: text(form, 'timeZone'), bytes }
      await upload(doorOf(locals), sent)
    } catch (error) {
      return refuseError(error, form)
    }
    redirect(303, `/campaigns/${params.id}/imports/${id}`)
  },
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
