import { redirect } from '@sveltejs/kit'
import type { CommandKind } from '#lib/protocol/commands.ts'
import { db } from '#lib/server/db/pool.ts'
import { timeZoneOf } from '#lib/server/queries/campaigns.ts'
import { idFrom } from '#lib/server/web/answer.ts'
import { doorOf } from '#lib/server/web/door.ts'
import { number, refuseError, runForm, text } from '#lib/server/web/form.ts'
import { coverageFields, eventFields } from '#lib/server/web/plan-forms.ts'
import type { Actions, RequestEvent } from './$types'

export const actions: Actions = {
  addEvent: (event) => plan(event, 'addEvent', eventFields),
  changeEvent: (event) =>
    plan(event, 'changeEvent', (form, timeZone) => ({
      eventId: number(form, 'eventId'),
      ...eventFields(form, timeZone),
    })),
  removeEvent: (event) => plan(event, 'removeEvent', (form) => ({ eventId: number(form, 'eventId') })),
  addCoverage: (event) => plan(event, 'addCoverage', coverageFields),
  changeCoverage: (event) =>
    plan(event, 'changeCoverage', (form, timeZone) => ({
      coverageId: number(form, 'coverageId'),
      ...coverageFields(form, timeZone),
    })),
  removeCoverage: (event) =>
    plan(event, 'removeCoverage', (form) => ({ coverageId: number(form, 'coverageId') })),
}

/** Runs the command and goes back to the plan, to the form for one more when that was asked for. */
async function plan(
  { request, locals, params }: RequestEvent,
  kind: CommandKind,
  fields: (form: FormData, timeZone: string) => Record<string, unknown>,
) {
  const form = await request.formData()
  try {
    const campaignId = idFrom(params.id)
    const timeZone = await timeZoneOf(db(), locals.actor, campaignId)
    const door = doorOf(locals)
    const done = await runForm(door, form, { kind, campaignId, ...fields(form, timeZone) })
    if (!('ok' in done)) return done
  } catch (error) {
    return refuseError(error, form)
  }
  const more = text(form, 'more')
  redirect(303, `/campaigns/${params.id}/plan${more ? `?${more}` : ''}`)
}
