import { redirect } from '@sveltejs/kit'
import type { CommandKind } from '#lib/protocol/commands.ts'
import { idFrom } from '#lib/server/web/answer.ts'
import { doorOf } from '#lib/server/web/door.ts'
import { number, refuseError, runForm, typedIn } from '#lib/server/web/form.ts'
import { campaignFields, directiveFields } from '#lib/server/web/plan-forms.ts'
import type { Actions, RequestEvent } from './$types'

export const actions: Actions = {
  change: (event) => act(event, 'changeCampaign', { fields: campaignFields, then: 'change' }),
  addDirective: (event) =>
    act(event, 'addDirective', { fields: (form) => directiveFields(form), then: 'change#directives' }),
  removeDirective: (event) =>
    act(event, 'removeDirective', {
      fields: (form) => ({ directiveId: number(form, 'directiveId') }),
      then: 'change#directives',
    }),
  open: (event) => act(event, 'openCampaign', { then: 'plan' }),
  close: (event) => act(event, 'closeCampaign', { then: '' }),
  /** Without JavaScript: the same form again, with the calendar of the days typed. */
  days: async ({ request }) => ({ typed: typedIn(await request.formData()) }),
}

type Way = {
  fields?: (form: FormData) => Record<string, unknown>
  /** The page of the campaign that is shown afterwards. */
  then: string
}

async function act({ request, locals, params }: RequestEvent, kind: CommandKind, { fields, then }: Way) {
  const form = await request.formData()
  try {
    const asked = { kind, campaignId: idFrom(params.id), ...fields?.(form) }
    const done = await runForm(doorOf(locals), form, asked)
    if (!('ok' in done)) return done
  } catch (error) {
    return refuseError(error, form)
  }
  redirect(303, `/campaigns/${params.id}${then ? `/${then}` : ''}`)
}
