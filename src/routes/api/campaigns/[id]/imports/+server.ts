import * as v from 'valibot'
import { DomainError } from '#lib/domain/error.ts'
import { largestImport } from '#lib/domain/imported.ts'
import { upload } from '#lib/server/commands/imports.ts'
import { db } from '#lib/server/db/pool.ts'
import { mayImport } from '#lib/server/queries/imports.ts'
import { answerQuery, idFrom } from '#lib/server/web/answer.ts'
import { doorOf } from '#lib/server/web/door.ts'
import { badInput } from '#lib/server/web/reply.ts'
import type { RequestHandler } from './$types'

const asked = v.object({
  id: v.pipe(v.string(), v.uuid(), v.toLowerCase()),
  fileName: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300)),
  timeZone: v.pipe(v.string(), v.maxLength(60)),
})

/**
 * Keeps a file and queues its reading: ?id&fileName&timeZone, the file itself as the body. The client makes the id, so
 * that a file sent again after a lost answer counts once.
 */
export const POST: RequestHandler = ({ request, params, url, locals }) =>
  answerQuery(async () => {
    const campaignId = idFrom(params.id)
    // Before the body is read: nobody sends 50 MB to be told no.
    if (!(await mayImport(db(), locals.actor, campaignId))) {
      throw new DomainError('not_allowed', { needs: 'coordinator' })
    }
    const parsed = v.safeParse(asked, Object.fromEntries(url.searchParams))
    if (!parsed.success) throw badInput(parsed.issues)
    const said = Number(request.headers.get('content-length'))
    if (said > largestImport) throw new DomainError('file_too_large', { bytes: said, most: largestImport })
    const bytes = new Uint8Array(await request.arrayBuffer())
    const id = await upload(doorOf(locals), { ...parsed.output, campaignId, bytes })
    return { ok: true, id }
  })
