import * as v from 'valibot'
import { db } from '#lib/server/db/pool.ts'
import { recogniseFor } from '#lib/server/queries/links.ts'
import { answerQuery } from '#lib/server/web/answer.ts'
import { badInput } from '#lib/server/web/reply.ts'
import type { RequestHandler } from './$types'

const id = v.pipe(v.string(), v.regex(/^[1-9]\d{0,14}$/), v.transform(Number))
const asked = v.object({
  campaignId: id,
  assignmentId: v.optional(v.nullable(id), null),
  unitId: v.optional(v.nullable(id), null),
  link: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(4000)),
})

/** What the board makes of a pasted link: ?campaignId&link and assignmentId or unitId. */
export const GET: RequestHandler = ({ url, locals }) =>
  answerQuery(() => {
    const parsed = v.safeParse(asked, Object.fromEntries([...url.searchParams].filter(([, said]) => said)))
    if (!parsed.success) throw badInput(parsed.issues)
    return recogniseFor(db(), locals.actor, parsed.output)
  })
