import * as v from 'valibot'
import { channelKinds } from '#lib/domain/channel.ts'
import { db } from '#lib/server/db/pool.ts'
import { postOrders, postsFor } from '#lib/server/queries/posts.ts'
import { answerQuery, badInput, idFrom } from '#lib/server/web/answer.ts'
import type { RequestHandler } from './$types'

const whole = v.pipe(v.string(), v.digits(), v.transform(Number), v.maxValue(1e12))
const asked = v.object({
  words: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  unitId: v.optional(v.nullable(whole), null),
  channelKind: v.optional(v.nullable(v.picklist(channelKinds)), null),
  day: v.optional(v.nullable(v.pipe(v.string(), v.isoDate())), null),
  planned: v.optional(
    v.nullable(
      v.pipe(
        v.picklist(['yes', 'no']),
        v.transform((said) => said === 'yes'),
      ),
    ),
    null,
  ),
  order: v.optional(v.picklist(postOrders), 'newest'),
  page: v.optional(v.pipe(whole, v.maxValue(100_000)), '0'),
})

/** A page of posts: ?words&unitId&channelKind&day&planned=yes|no&order&page. */
export const GET: RequestHandler = ({ params, url, locals }) =>
  answerQuery(() => {
    const parsed = v.safeParse(asked, Object.fromEntries([...url.searchParams].filter(([, said]) => said)))
    if (!parsed.success) throw badInput(parsed.issues)
    return postsFor(db(), locals.actor, { campaignId: idFrom(params.id), ask: parsed.output })
  })
