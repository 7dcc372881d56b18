import fc from 'fast-check'
import { channelKinds } from '#lib/domain/channel.ts'
import { contentTypes } from '#lib/domain/coverage.ts'
import type { Ask } from '#lib/protocol/commands.ts'
import type { Sql } from '#lib/server/db/pool.ts'
import type { Cast } from './cast.ts'

/** Small numbers pick an existing thing by position, so that most commands find something to change. */
const pick = fc.nat({ max: 7 })
const when = fc.integer({ min: Date.parse('2026-04-28T00:00Z'), max: Date.parse('2026-06-02T00:00Z') })

type Ids = { events: number[]; coverages: number[]; assignments: number[]; posts: number[] }
/** What is asked, once it is known what there is to ask it of. */
export type Made = (ids: Ids, who: Cast, campaignId: number) => Ask

const at = (ids: readonly number[], index: number) => ids[index % Math.max(ids.length, 1)] ?? 1
const unitOf = (who: Cast, index: number) => (index % 2 ? who.muongTe.id : who.sinHo.id)

/** Anything people do in a campaign, most of it possible. */
export const anyCommand: fc.Arbitrary<Made> = fc.oneof(
  fc.tuple(fc.string({ minLength: 1 }), when).map(([name, startsAt]): Made => (_, who, campaignId) => ({
    kind: 'addEvent',
    campaignId,
    name: `E${name}`,
    place: '',
    startsAt,
    endsAt: null,
    hostUnitId: who.muongTe.id,
  })),
  pick.map((index): Made => (ids, _, campaignId) => ({
    kind: 'removeEvent',
    campaignId,
    eventId: at(ids.events, index),
  })),
  fc
    .tuple(pick, fc.constantFrom(...contentTypes), fc.constantFrom(...channelKinds), when, fc.boolean())
    .map(([index, contentType, channelKind, dueAt, themed]): Made => (ids, _, campaignId) => ({
      kind: 'addCoverage',
      campaignId,
      eventId: themed || ids.events.length === 0 ? null : at(ids.events, index),
      title: 'Tin',
      contentType,
      channelKind,
      dueAt,
    })),
  pick.map((index): Made => (ids, _, campaignId) => ({
    kind: 'removeCoverage',
    campaignId,
    coverageId: at(ids.coverages, index),
  })),
  fc.tuple(pick, pick).map(([coverage, unit]): Made => (ids, who, campaignId) => ({
    kind: 'assign',
    campaignId,
    coverageIds: [at(ids.coverages, coverage)],
    unitIds: unit < 4 ? [unitOf(who, unit)] : [who.muongTe.id, who.sinHo.id],
    personId: null,
    dueAt: null,
  })),
  fc
    .tuple(
      fc.constantFrom('accept', 'verify', 'remind', 'undo'),
      fc.array(pick, { minLength: 1, maxLength: 3 }),
    )
    .map(([kind, indexes]): Made => (ids, _, campaignId) => ({
      kind: kind as 'accept' | 'verify' | 'remind' | 'undo',
      campaignId,
      assignmentIds: [...new Set(indexes.map((index) => at(ids.assignments, index)))],
    })),
  fc
    .tuple(fc.constantFrom('decline', 'return', 'cancel'), pick)
    .map(([kind, index]): Made => (ids, _, campaignId) => ({
      kind: kind as 'decline' | 'return' | 'cancel',
      campaignId,
      assignmentIds: [at(ids.assignments, index)],
      reason: 'vì mưa lũ',
    })),
  fc.tuple(pick, pick).map(([index, unit]): Made => (ids, who, campaignId) => ({
    kind: 'reassign',
    campaignId,
    assignmentIds: [at(ids.assignments, index)],
    unitId: unitOf(who, unit),
    personId: null,
  })),
  fc
    .tuple(pick, fc.integer({ min: 1, max: 60 }), when, fc.boolean())
    .map(([index, number, publishedAt, dated]): Made => (ids, _, campaignId) => ({
      kind: 'markDone',
      campaignId,
      assignmentId: at(ids.assignments, index),
      posts: [
        {
          link: `https://facebook.com/trang/posts/${1_000_000_000 + campaignId * 100 + number}`,
          title: `Bài ${number}`,
          contentType: null,
          publishedAt: dated ? publishedAt : null,
        },
      ],
      fileIds: [],
    })),
  fc
    .tuple(pick, fc.integer({ min: 1, max: 60 }), when)
    .map(([unit, number, publishedAt]): Made => (_, who, campaignId) => ({
      kind: 'reportPost',
      campaignId,
      unitId: unitOf(who, unit),
      link: `https://facebook.com/trang/posts/${1_000_000_000 + campaignId * 100 + number}`,
      title: '',
      contentType: 'news',
      publishedAt,
      channelKind: 'fanpage',
    })),
  pick.map((index): Made => (ids, _, campaignId) => ({
    kind: 'removePost',
    campaignId,
    postId: at(ids.posts, index),
  })),
  fc
    .tuple(pick, fc.nat(500), fc.nat(50))
    .map(([index, reactions, comments]): Made => (ids, _, campaignId) => ({
      kind: 'count',
      campaignId,
      postId: at(ids.posts, index),
      reactions,
      comments,
      shares: comments % 7,
      views: reactions * 20,
    })),
)

/** What there is in a campaign now. */
export async function idsOf(sql: Sql, campaignId: number): Promise<Ids> {
  const idsIn = async (table: string) =>
    (
      await sql<{ id: number }[]>`select id from ${sql(table)} where campaign_id = ${campaignId} order by id`
    ).map(({ id }) => id)
  return {
    events: await idsIn('event'),
    coverages: await idsIn('coverage'),
    assignments: await idsIn('assignment'),
    posts: await idsIn('post'),
  }
}
