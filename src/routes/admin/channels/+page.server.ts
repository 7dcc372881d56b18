import { addChannel, changeChannel, retireChannel } from '#lib/protocol/admin.ts'
import * as channels from '#lib/server/commands/channels.ts'
import { db } from '#lib/server/db/pool.ts'
import { channelsKeptBy, unitChoices, unitsWithoutPage } from '#lib/server/queries/admin.ts'
import { adminAction, was } from '#lib/server/web/admin.ts'
import { number, text, textOrNull } from '#lib/server/web/form.ts'
import { loading } from '#lib/server/web/loading.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, depends, parent }) => {
  depends('live:org')
  return loading(async () => {
    await parent() // where the streams stand, before the lists
    const [channels, withoutPage, units] = await Promise.all([
      channelsKeptBy(db(), locals.actor),
      unitsWithoutPage(db(), locals.actor),
      unitChoices(db(), locals.actor),
    ])
    return { channels, withoutPage, units }
  })
}

const under = '/admin/channels'

export const actions: Actions = {
  add: adminAction(under, addChannel, { fields: factsIn, command: channels.add }),
  change: adminAction(under, changeChannel, {
    fields: (form) => ({ ...factsIn(form), channelId: number(form, 'channelId'), was: was(form) }),
    command: channels.change,
  }),
  retire: adminAction(under, retireChannel, {
    fields: (form) => ({ channelId: number(form, 'channelId') }),
    command: channels.retire,
  }),
}

function factsIn(form: FormData) {
  return {
    unitId: number(form, 'unitId'),
    kind: text(form, 'kind'),
    name: text(form, 'name'),
    address: textOrNull(form, 'address'),
  }
}
