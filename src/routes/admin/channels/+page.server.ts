import type { RequestEvent } from '@sveltejs/kit'
import { addChannel, changeChannel, retireChannel } from '#lib/protocol/admin.ts'
import * as channels from '#lib/server/commands/channels.ts'
import { db } from '#lib/server/db/pool.ts'
import { channelsKeptBy, unitChoices, unitsWithoutPage } from '#lib/server/queries/admin.ts'
import { goOn, runAdmin, was } from '#lib/server/web/admin.ts'
import { number, text, textOrNull } from '#lib/server/web/form.ts'
import { loading } from '#lib/server/web/loading.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, depends }) => {
  depends('live:org')
  return loading(async () => {
    const [channels, withoutPage, units] = await Promise.all([
      channelsKeptBy(db(), locals.actor),
      unitsWithoutPage(db(), locals.actor),
      unitChoices(db(), locals.actor),
    ])
    return { channels, withoutPage, units }
  })
}

export const actions: Actions = {
  add: async (event) => {
    const { form, door } = await asked(event)
    const reply = await runAdmin({ door, form, schema: addChannel }, factsIn(form), channels.add)
    return 'status' in reply ? reply : goOn(form, under)
  },
  change: async (event) => {
    const { form, door } = await asked(event)
    const fields = { ...factsIn(form), channelId: number(form, 'channelId'), was: was(form) }
    const reply = await runAdmin({ door, form, schema: changeChannel }, fields, channels.change)
    return 'status' in reply ? reply : goOn(form, under)
  },
  retire: async (event) => {
    const { form, door } = await asked(event)
    const fields = { channelId: number(form, 'channelId') }
    const reply = await runAdmin({ door, form, schema: retireChannel }, fields, channels.retire)
    return 'status' in reply ? reply : goOn(form, under)
  },
}

const under = '/admin/channels'

async function asked({ request, locals }: RequestEvent) {
  return { form: await request.formData(), door: { sql: db(), actor: locals.actor } }
}

function factsIn(form: FormData) {
  return {
    unitId: number(form, 'unitId'),
    kind: text(form, 'kind'),
    name: text(form, 'name'),
    address: textOrNull(form, 'address'),
  }
}
