import * as v from 'valibot'
import { channelKinds, type ChannelKind } from '../domain/channel.ts'
import { contentTypes, type ContentType } from '../domain/coverage.ts'
import type { Post } from '../domain/post.ts'
import { matches } from '../domain/search.ts'
import { dayOf, type Day } from '../domain/time.ts'
import type { Unit } from '../domain/unit.ts'

export const postOrders = ['newest', 'interactions', 'reactions', 'comments', 'shares', 'views'] as const
export type PostOrder = (typeof postOrders)[number]

export type PostsAsk = {
  /** Words of the title, link or unit, all of which occur; diacritics do not matter. Or a post's link. */
  words: string
  unitId: number | null
  channelKind: ChannelKind | null
  contentType: ContentType | null
  /** 'YYYY-MM-DD' of publishing. */
  day: Day | null
  /** Evidence of an assignment, or spontaneous. */
  planned: boolean | null
  order: PostOrder
  /** From 0. */
  page: number
}

export const everyPost: PostsAsk = {
  words: '',
  unitId: null,
  channelKind: null,
  contentType: null,
  day: null,
  planned: null,
  order: 'newest',
  page: 0,
}

const whole = v.pipe(v.string(), v.digits(), v.transform(Number), v.maxValue(1e12))

/** What an address asks for: ?words&unitId&channelKind&contentType&day&planned=yes|no&order&page. */
export const postsAskEntries = {
  words: v.pipe(v.string(), v.maxLength(2000)),
  unitId: v.nullable(whole),
  channelKind: v.nullable(v.picklist(channelKinds)),
  contentType: v.nullable(v.picklist(contentTypes)),
  day: v.nullable(v.pipe(v.string(), v.isoDate())),
  planned: v.nullable(
    v.pipe(
      v.picklist(['yes', 'no']),
      v.transform((said) => said === 'yes'),
    ),
  ),
  order: v.picklist(postOrders),
  page: v.pipe(whole, v.maxValue(100_000)),
}

/** An address somebody typed or kept: what it says wrongly is left out. Reads each parameter by its name. */
export function askOf(params: Pick<URLSearchParams, 'get'>): PostsAsk {
  const read = <Schema extends v.GenericSchema<unknown, unknown>, Else>(
    name: keyof PostsAsk,
    schema: Schema,
    otherwise: Else,
  ): v.InferOutput<Schema> | Else => {
    const said = params.get(name)
    const parsed = said ? v.safeParse(schema, said) : null
    return parsed?.success ? parsed.output : otherwise
  }
  return {
    words: read('words', postsAskEntries.words, ''),
    unitId: read('unitId', postsAskEntries.unitId, null),
    channelKind: read('channelKind', postsAskEntries.channelKind, null),
    contentType: read('contentType', postsAskEntries.contentType, null),
    day: read('day', postsAskEntries.day, null),
    planned: read('planned', postsAskEntries.planned, null),
    order: read('order', postsAskEntries.order, everyPost.order),
    page: read('page', postsAskEntries.page, 0),
  }
}

/** The query of the address that asks for this, '' for everything. */
export function queryOf(ask: PostsAsk): string {
  const params = new URLSearchParams()
  for (const name of Object.keys(everyPost) as (keyof PostsAsk)[]) {
    const said = ask[name]
    if (said === everyPost[name]) continue
    params.set(name, typeof said === 'boolean' ? (said ? 'yes' : 'no') : String(said))
  }
  return params.size > 0 ? `?${params}` : ''
}

/** Whether anything but the order and the page is asked for. */
export function isFiltered(ask: PostsAsk): boolean {
  return queryOf({ ...ask, order: everyPost.order, page: 0 }) !== ''
}

/** The rule of the server's search, for a post that has just arrived. A pasted link is only found by the server. */
export function isAskedFor(
  post: Post,
  ask: PostsAsk,
  { unit, timeZone }: { unit: Pick<Unit, 'code' | 'name' | 'shortName'> | undefined; timeZone: string },
): boolean {
  const text = [post.title, post.link, unit?.code, unit?.name, unit?.shortName].join(' ')
  return (
    (ask.words === '' || matches(text, ask.words)) &&
    (ask.unitId === null || post.unitId === ask.unitId) &&
    (ask.channelKind === null || post.channelKind === ask.channelKind) &&
    (ask.contentType === null || post.contentType === ask.contentType) &&
    (ask.day === null || dayOf(post.publishedAt, timeZone) === ask.day) &&
    (ask.planned === null || (post.assignmentId !== null) === ask.planned)
  )
}
