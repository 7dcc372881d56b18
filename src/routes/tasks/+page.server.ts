import { randomUUID } from 'node:crypto'
import { type ActionFailure, redirect } from '@sveltejs/kit'
import type { Accepted } from '#lib/protocol/commands.ts'
import { homeTimeZone } from '#lib/ui/format.ts'
import { keepPhoto } from '#lib/server/commands/files.ts'
import { db } from '#lib/server/db/pool.ts'
import { officerCampaigns } from '#lib/server/queries/tasks.ts'
import { doorOf } from '#lib/server/web/door.ts'
import { type FormProblem, instant, number, refuseError, runForm, text } from '#lib/server/web/form.ts'
import { loading } from '#lib/server/web/loading.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = ({ locals }) =>
  loading(async () => ({ work: await officerCampaigns(db(), locals.actor), now: Date.now() }))

/** For browsers without JavaScript; with it the page sends the same commands itself. */
export const actions: Actions = {
  accept: async (event) => {
    const form = await event.request.formData()
    return finish(await runForm(doorOf(event.locals), form, { kind: 'accept', ...ofOne(form) }))
  },
  decline: async (event) => {
    const form = await event.request.formData()
    const fields = { kind: 'decline', ...ofOne(form), reason: text(form, 'reason') }
    return finish(await runForm(doorOf(event.locals), form, fields))
  },
  done: async (event) => {
    const form = await event.request.formData()
    try {
      const fileIds = await keepPhotos(event, form)
      const { campaignId, assignmentIds } = ofOne(form)
      const fields = {
        kind: 'markDone',
        campaignId,
        assignmentId: assignmentIds[0],
        posts: postsIn(form),
        fileIds,
      }
      return finish(await runForm(doorOf(event.locals), form, fields))
    } catch (error) {
      return refuseError(error, form)
    }
  },
}

/** Done: the list anew, so that loading the page again sends nothing. */
function finish(outcome: Accepted | ActionFailure<FormProblem>): ActionFailure<FormProblem> {
  if ('ok' in outcome) redirect(303, '/tasks')
  return outcome
}

function ofOne(form: FormData) {
  return { campaignId: number(form, 'campaignId'), assignmentIds: [number(form, 'assignmentId')] }
}

function postsIn(form: FormData) {
  const [titles, times] = [form.getAll('title'), form.getAll('publishedAt')]
  return form.getAll('link').flatMap((link, index) => {
    if (typeof link !== 'string' || !link.trim()) return []
    const time = new FormData()
    time.set('publishedAt', times[index] ?? '')
    const publishedAt = instant(time, 'publishedAt', homeTimeZone)
    return [{ link, title: String(titles[index] ?? ''), contentType: null, publishedAt }]
  })
}

async function keepPhotos({ locals }: RequestEvent, form: FormData): Promise<string[]> {
  const files = form.getAll('photo').filter((file) => file instanceof File && file.size > 0) as File[]
  const campaignId = Number(number(form, 'campaignId'))
  const assignmentId = Number(number(form, 'assignmentId'))
  const ids: string[] = []
  for (const file of files) {
    const upload = { id: randomUUID(), campaignId, assignmentId, file }
    ids.push((await keepPhoto(doorOf(locals), upload)).id)
  }
  return ids
}
