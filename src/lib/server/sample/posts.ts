import { randomUUID } from 'node:crypto'
import type { ChannelKind } from '../../domain/channel.ts'
import type { ContentType } from '../../domain/coverage.ts'
import { canonicalLink, channelKeysOf, matchKeys } from '../../domain/link.ts'
import { noCounts, type Post } from '../../domain/post.ts'
import type { Instant } from '../../domain/time.ts'
import { runInCampaign } from '../commands/frame.ts'
import { countPosts, insertPosts } from '../commands/posts.ts'
import type { Sql } from '../db/pool.ts'
import { chance as chanceOf, type Chance } from './chance.ts'
import type { Federation, Placed } from './federation.ts'
import { postLink } from './links.ts'
import { title } from './titles.ts'

const hour = 3_600_000
const dayLength = 24 * hour

/** Kinds of channel as often as units use them. */
const habits: readonly (readonly [ChannelKind, ContentType])[] = [
  ['fanpage', 'news'],
  ['fanpage', 'photos'],
  ['fanpage', 'news'],
  ['fanpage', 'video'],
  ['zalo', 'news'],
  ['zalo', 'photos'],
  ['portal', 'article'],
  ['press', 'article'],
  ['youtube', 'video'],
  ['radio_tv', 'reportage'],
]

/** Spontaneous posts of the days so far, and how their counts grew: one batch of each a day. */
export async function loadPosts(
  sql: Sql,
  federation: Federation,
  { campaignId, now }: { campaignId: number; now: Instant },
): Promise<void> {
  const chance = chanceOf(12)
  const channels = await channelIds(sql)
  let known: Post[] = []
  for (let ago = 11; ago >= 0; ago -= 1) {
    const evening = ago === 0 ? now - 60_000 : now - ago * dayLength
    const drafts = federation.units.flatMap((unit, index) =>
      Array.from({ length: postsOf(index, ago, chance) }, () =>
        draft(unit, { at: evening, channels, chance }),
      ),
    )
    for (const few of inBatches(shuffled(drafts, chance), 12)) {
      const place = { campaignId, at: evening }
      known.push(...(await inCampaign(sql, federation, place, (tx, scene) => insertPosts(tx, scene, few))))
    }
    known = await count(sql, federation, { campaignId, at: evening + 1000, posts: known.slice(-400), chance })
  }
}

/** Busy units post more, two have quiet days, and today is not over. */
function postsOf(index: number, ago: number, chance: Chance): number {
  const busy = Math.max(1, 9 - Math.floor(index * 0.6))
  if ((index === 3 || index === 4) && (ago === 0 || ago % 4 === 1)) return 0
  return (
    chance.between(Math.ceil(busy / 2), busy + (ago === 11 ? 4 : 2)) - (ago === 0 ? Math.floor(busy / 4) : 0)
  )
}

function draft(
  unit: Placed,
  { at, channels, chance }: { at: Instant; channels: Map<string, number>; chance: Chance },
): { post: Omit<Post, 'id'>; keys: string[] } {
  const [channelKind, contentType] = chance.pick(habits)
  const canonical = canonicalLink(postLink(unit, channelKind, chance))
  if ('problem' in canonical) throw new Error(`the sample's link is none: ${canonical.text}`)
  return {
    post: {
      unitId: unit.id,
      channelId:
        channelKeysOf(canonical)
          .map((key) => channels.get(key))
          .find(Boolean) ?? null,
      channelKind,
      assignmentId: null,
      link: canonical.link,
      title: title(chance),
      contentType,
      publishedAt: at - chance.between(5, 600) * 60_000,
      reportedBy: unit.staff.personId,
      reportedAt: at,
      ...noCounts,
      countedAt: null,
      countedFrom: null,
    },
    keys: matchKeys(canonical),
  }
}

function shuffled<Item>(items: readonly Item[], chance: Chance): Item[] {
  return items
    .map((item) => ({ item, order: chance.next() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item)
}

function inBatches<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  )
}

async function channelIds(sql: Sql): Promise<Map<string, number>> {
  const rows = await sql<{ id: number; addressKey: string }[]>`
    select id, address_key from channel where address_key is not null`
  return new Map(rows.map(({ id, addressKey }) => [addressKey, id]))
}

async function count(
  sql: Sql,
  federation: Federation,
  given: { campaignId: number; at: Instant; posts: Post[]; chance: Chance },
): Promise<Post[]> {
  const { chance, at } = given
  const counted = given.posts.map((post) => ({ post, counts: grown(post, chance) }))
  await inCampaign(sql, federation, given, async (tx, scene) => {
    const facts = await countPosts(tx, scene, { counted, from: 'file' })
    return { posts: [], facts }
  })
  return counted.map(({ post, counts }) => ({
    ...post,
    ...counts,
    countedAt: at,
    countedFrom: 'file' as const,
  }))
}

/** Counts after another look: most of a post's life is its first day. */
export function grown(post: Post, chance: Chance) {
  const fresh = post.countedAt === null ? 1 : 0.15
  const reach = chance.next() ** 3 * fresh
  return {
    reactions: post.reactions + Math.round(reach * 160),
    comments: post.comments + Math.round(reach * 22 * chance.next()),
    shares: post.shares + Math.round(reach * 14 * chance.next()),
    views: post.views + Math.round(reach * 3600),
  }
}

async function inCampaign(
  sql: Sql,
  { coordinator }: Federation,
  { campaignId, at }: { campaignId: number; at: Instant },
  tell: (...given: Parameters<Parameters<typeof runInCampaign>[2]>) => Promise<{
    posts: Post[]
    facts: Awaited<ReturnType<typeof insertPosts>>['facts']
  }>,
): Promise<Post[]> {
  let posts: Post[] = []
  const door = { sql, actor: coordinator, at }
  const reply = await runInCampaign(
    door,
    { id: randomUUID(), kind: 'sample', campaignId },
    async (tx, scene) => {
      const told = await tell(tx, scene)
      posts = told.posts
      return { facts: told.facts }
    },
  )
  if (!reply.ok) throw new Error(`the sample's posts were refused: ${reply.code}`)
  return posts
}
