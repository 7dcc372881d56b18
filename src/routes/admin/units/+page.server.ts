import type { RequestEvent } from '@sveltejs/kit'
import { addUnit, changeUnit, moveUnit, retireUnit } from '#lib/protocol/admin.ts'
import * as units from '#lib/server/commands/units.ts'
import { db } from '#lib/server/db/pool.ts'
import { unitsKeptBy } from '#lib/server/queries/admin.ts'
import { goOn, runAdmin, was } from '#lib/server/web/admin.ts'
import { number, text } from '#lib/server/web/form.ts'
import { loading } from '#lib/server/web/loading.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, depends }) => {
  depends('live:org', 'live:people')
  return loading(async () => ({ units: await unitsKeptBy(db(), locals.actor) }))
}

export const actions: Actions = {
  add: async (event) => {
    const { form, door } = await asked(event)
    const fields = { ...factsIn(form), parentId: number(form, 'parentId') }
    const reply = await runAdmin({ door, form, schema: addUnit }, fields, units.add)
    return 'status' in reply ? reply : goOn(form, under)
  },
  change: async (event) => {
    const { form, door } = await asked(event)
    const fields = { ...factsIn(form), unitId: number(form, 'unitId'), was: was(form) }
    const reply = await runAdmin({ door, form, schema: changeUnit }, fields, units.change)
    return 'status' in reply ? reply : goOn(form, under)
  },
  move: async (event) => {
    const { form, door } = await asked(event)
    const fields = { unitId: number(form, 'unitId'), parentId: number(form, 'parentId') }
    const reply = await runAdmin({ door, form, schema: moveUnit }, fields, units.move)
    return 'status' in reply ? reply : goOn(form, under)
  },
  retire: async (event) => {
    const { form, door } = await asked(event)
    const successorId = text(form, 'way') === 'merge' ? number(form, 'successorId') : null
    const isChosen = text(form, 'way') === 'end' || successorId !== null
    const fields = { unitId: number(form, 'unitId'), successorId: isChosen ? successorId : '' }
    const reply = await runAdmin({ door, form, schema: retireUnit }, fields, units.retire)
    return 'status' in reply ? reply : goOn(form, under)
  },
}

const under = '/admin/units'

async function asked({ request, locals }: RequestEvent) {
  return { form: await request.formData(), door: { sql: db(), actor: locals.actor } }
}

function factsIn(form: FormData) {
  return {
    code: text(form, 'code'),
    name: text(form, 'name'),
    shortName: text(form, 'shortName'),
    kind: text(form, 'kind'),
    memberCount: number(form, 'memberCount') ?? 0,
  }
}
