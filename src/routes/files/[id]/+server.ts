import { error } from '@sveltejs/kit'
import { DomainError } from '#lib/domain/error.ts'
import { db } from '#lib/server/db/pool.ts'
import { fileFor } from '#lib/server/queries/files.ts'
import { statusOf } from '#lib/server/web/status.ts'
import type { RequestHandler } from './$types'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** An evidence photo. It never changes under its id, so the browser may keep it, for this person only. */
export const GET: RequestHandler = async ({ params, locals }) => {
  if (!uuid.test(params.id)) error(404, 'not_found')
  try {
    const { mime, bytes } = await fileFor(db(), locals.actor, params.id)
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': mime,
        'cache-control': 'private, max-age=31536000, immutable',
        'content-security-policy': "default-src 'none'",
        'x-content-type-options': 'nosniff',
      },
    })
  } catch (problem) {
    if (problem instanceof DomainError) error(statusOf(problem.code), problem.code)
    throw problem
  }
}
