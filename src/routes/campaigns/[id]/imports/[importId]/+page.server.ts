import { redirect } from '@sveltejs/kit'
import { DomainError } from '#lib/domain/error.ts'
import { type Verdict, verdicts } from '#lib/domain/imported.ts'
import { apply, drop } from '#lib/server/commands/imports.ts'
import { db } from '#lib/server/db/pool.ts'
import { importFor, importRowsFor } from '#lib/server/queries/imports.ts'
import { idFrom } from '#lib/server/web/answer.ts'
import { doorOf } from '#lib/server/web/door.ts'
import { refuseError } from '#lib/server/web/form.ts'
import { loading } from '#lib/server/web/loading.ts'
import type { ImportView } from '#lib/protocol/imports.ts'
import type { Actions, PageServerLoad } from './$types'

/** An import and the rows of one verdict: ?verdict&page, the first that has any without. */
export const load: PageServerLoad = ({ params, url, locals, depends }) =>
  loading(async () => {
    depends('live:imports')
    const file = await importFor(db(), locals.actor, params.importId)
    if (file.campaignId !== idFrom(params.id)) throw new DomainError('not_found')
    const verdict = verdictFrom(url.searchParams.get('verdict'), file)
    const page = Number(/^\d{1,6}$/.exec(url.searchParams.get('page') ?? '')?.[0] ?? 0)
    const rows = await importRowsFor(db(), locals.actor, { importId: file.id, verdict, page })
    return { file, verdict, page, rows }
  })

function verdictFrom(said: string | null, { counts }: ImportView): Verdict {
  const asked = verdicts.find((verdict) => verdict === said)
  return asked ?? inOrder.find((verdict) => counts[verdict]) ?? 'matched'
}

const inOrder: readonly Verdict[] = ['new', 'matched', 'bad', 'unmatched', 'outside', 'unchanged']

export const actions: Actions = {
  apply: async ({ params, request, locals }) => {
    const form = await request.formData()
    try {
      await apply(doorOf(locals), uuidFrom(params.importId))
    } catch (error) {
      return refuseError(error, form)
    }
    redirect(303, `/campaigns/${idFrom(params.id)}/imports/${params.importId}`)
  },
  drop: async ({ params, request, locals }) => {
    const form = await request.formData()
    try {
      await drop(doorOf(locals), uuidFrom(params.importId))
    } catch (error) {
      return refuseError(error, form)
    }
    redirect(303, `/campaigns/${idFrom(params.id)}/imports`)
  },
}

function uuidFrom(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) throw new DomainError('not_found')
  return text
}
