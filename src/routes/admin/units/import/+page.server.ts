import { fail } from '@sveltejs/kit'
import * as v from 'valibot'
import { DomainError } from '#lib/domain/error.ts'
import { changesSomething } from '#lib/domain/units-plan.ts'
import { importUnits } from '#lib/protocol/admin.ts'
import type { UnitsPreview } from '#lib/protocol/admin-answers.ts'
import * as imports from '#lib/server/commands/units-import.ts'
import { db } from '#lib/server/db/pool.ts'
import { headsFor } from '#lib/server/queries/admin.ts'
import { unitRows } from '#lib/server/ingest/units.ts'
import { asked, json, runAdmin } from '#lib/server/web/admin.ts'
import { refuse, refuseError, text } from '#lib/server/web/form.ts'
import { loading } from '#lib/server/web/loading.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) =>
  loading(async () => {
    await headsFor(db(), locals.actor)
    return {}
  })

export const actions: Actions = {
  /** Reads the file and says what it would do. */
  read: async ({ request, locals }) => {
    const form = await request.formData()
    const file = form.get('file')
    if (!(file instanceof File) || file.size === 0)
      return refuse(new DomainError('bad_input', { field: 'file' }), form)
    try {
      // Before anything is read: only who may import makes the server work.
      await headsFor(db(), locals.actor)
      const rows = await unitRows({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
      const { rows: planned, mark } = await imports.preview(db(), locals.actor, rows)
      const doing = new Set(planned.filter(changesSomething).map(({ row }) => row))
      // Nothing is kept on the server between looking and applying: the form carries the rows back.
      const preview: UnitsPreview = {
        name: file.name,
        planned,
        rows: rows.filter(({ row }) => doing.has(row)),
        mark,
      }
      return { preview }
    } catch (error) {
      return refuseError(error, form)
    }
  },
  apply: async (event) => {
    const { form, door } = await asked(event)
    const rows = json(text(form, 'rows'))
    const reply = await runAdmin(
      { door, form, schema: importUnits },
      { rows, seen: text(form, 'seen') },
      imports.importUnits,
    )
    if (!('status' in reply)) {
      const { added, changed } = reply.result
      return { applied: { added: Number(added), changed: Number(changed) } }
    }
    const problem = { ...reply.data, typed: {} }
    if (problem.code !== 'changed_meanwhile') return fail(reply.status, problem)
    const sent = v.parse(importUnits.entries.rows, rows)
    const { rows: planned, mark } = await imports.preview(db(), event.locals.actor, sent)
    const preview: UnitsPreview = { name: text(form, 'name'), planned, rows: sent, mark }
    return fail(reply.status, { ...problem, preview })
  },
}
