import { addUnit, changeUnit, moveUnit, retireUnit } from '#lib/protocol/admin.ts'
import * as units from '#lib/server/commands/units.ts'
import { db } from '#lib/server/db/pool.ts'
import { unitsKeptBy } from '#lib/server/queries/admin.ts'
import { adminAction, was } from '#lib/server/web/admin.ts'
import { number, text } from '#lib/server/web/form.ts'
import { loading } from '#lib/server/web/loading.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, depends, parent }) => {
  depends('live:org', 'live:people')
  return loading(async () => {
    await parent() // where the streams stand, before the list
    return { units: await unitsKeptBy(db(), locals.actor) }
  })
}

const under = '/admin/units'

export const actions: Actions = {
  add: adminAction(under, addUnit, {
    fields: (form) => ({ ...factsIn(form), parentId: number(form, 'parentId') }),
    command: units.add,
  }),
  change: adminAction(under, changeUnit, {
    fields: (form) => ({ ...factsIn(form), unitId: number(form, 'unitId'), was: was(form) }),
    command: units.change,
  }),
  move: adminAction(under, moveUnit, {
    fields: (form) => ({ unitId: number(form, 'unitId'), parentId: number(form, 'parentId') }),
    command: units.move,
  }),
  retire: adminAction(under, retireUnit, {
    fields: (form) => ({ unitId: number(form, 'unitId'), successorId: successorIn(form) }),
    command: units.retire,
  }),
}

/** Null when the unit ends; empty, which the schema refuses, when neither way was chosen or no successor. */
function successorIn(form: FormData): number | string | null {
  const way = text(form, 'way')
  if (way === 'end') return null
  return (way === 'merge' ? number(form, 'successorId') : null) ?? ''
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
