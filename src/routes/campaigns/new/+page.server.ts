import { redirect } from '@sveltejs/kit'
import { db } from '#lib/server/db/pool.ts'
import { orgHead } from '#lib/server/queries/directory.ts'
import { coordinatedUnits } from '#lib/server/queries/mine.ts'
import { doorOf } from '#lib/server/web/door.ts'
import { number, runForm, typedIn } from '#lib/server/web/form.ts'
import { campaignFields, directiveRows } from '#lib/server/web/plan-forms.ts'
import { loading } from '#lib/server/web/loading.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, depends }) => {
  depends('live:org')
  return loading(async () => {
    const seq = await orgHead(db())
    return { seq, units: await coordinatedUnits(db(), locals.actor) }
  })
}

export const actions: Actions = {
  create: async ({ request, locals }) => {
    const form = await request.formData()
    const done = await runForm(doorOf(locals), form, {
      kind: 'createCampaign',
      ...campaignFields(form),
      unitId: number(form, 'unitId'),
      directives: directiveRows(form),
    })
    if ('ok' in done) redirect(303, `/campaigns/${Number(done.result['campaignId'])}/plan`)
    return done
  },
  /** Without JavaScript: the same form again, with the calendar of the days typed. */
  days: async ({ request }) => ({ typed: typedIn(await request.formData()) }),
}
