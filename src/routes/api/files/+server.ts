import * as v from 'valibot'
import { keepPhoto } from '#lib/server/commands/files.ts'
import { answerQuery } from '#lib/server/web/answer.ts'
import { doorOf } from '#lib/server/web/door.ts'
import { badInput } from '#lib/server/web/reply.ts'
import type { RequestHandler } from './$types'

const upload = v.object({
  id: v.pipe(v.string(), v.uuid()),
  campaignId: v.pipe(v.string(), v.digits(), v.transform(Number)),
  assignmentId: v.pipe(v.string(), v.digits(), v.transform(Number)),
  file: v.file(),
})

/**
 * Keeps a photo for an assignment; it becomes evidence when markDone names its id. The client makes the id, so
 * a phone that lost the answer may send it again.
 */
export const POST: RequestHandler = ({ request, locals }) =>
  answerQuery(async () => {
    const form = await request.formData().catch(() => null)
    const parsed = v.safeParse(upload, Object.fromEntries(form ?? []))
    if (!parsed.success) throw badInput(parsed.issues)
    return { ok: true, ...(await keepPhoto(doorOf(locals), parsed.output)) }
  })
