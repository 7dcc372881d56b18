import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyBoard, fold } from '#lib/domain/board.ts'
import { channelKinds } from '#lib/domain/channel.ts'
import { contentTypes } from '#lib/domain/coverage.ts'
import type { Entry } from '#lib/domain/entry.ts'
import type { Ask } from '#lib/protocol/commands.ts'
import { campaignStream, entriesAfter } from '#lib/server/journal/journal.ts'
import { boardSnapshot } from '#lib/server/queries/board.ts'
import { ask, cast, type Cast, openCampaign } from '../support/cast.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

let database: FreshDatabase
let who: Cast

beforeAll(async () => {
  database = await freshDatabase()
  who = await cast(database.sql)
})
afterAll(() => database.drop())

/** Small numbers pick an existing thing by position, so that most commands find something to change. */
const pick = fc.nat({ max: 7 })
const when = fc.integer({ min: Date.parse('2026-04-28T00:00Z'), max: Date.parse('2026-06-02T00:00Z') })

type Ids = { events: number[]; coverages: number[]; assignments: number[]; posts: number[] }
type Made = (ids: Ids, who: Cast, campaignId: number) => Ask

const at = (ids: readonly number[], index: number) => ids[index % Math.max(ids.length, 1)] ?? 1
const unitOf = (who: Cast, index: number) => (index % 2 ? who.muongTe.id : who.sinHo.id)

const anyCommand: fc.Arbitrary<Made> = fc.oneof(
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
          link: `https://facebook.com/trang/posts/${campaignId}${number}`,
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
      link: `https://facebook.com/trang/posts/${campaignId}${number}`,
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

test('folding the journal from empty gives what the tables say, from any point on the way too', async () => {
  const { sql } = database
  let accepted = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(anyCommand, fc.boolean()), { minLength: 15, maxLength: 45 }),
      async (commands) => {
        const { campaignId } = await openCampaign(sql, who)
        const snapshots = [await boardSnapshot(sql, campaignId)]
        for (const [make, peek] of commands) {
          const reply = await ask(sql, who.coordinator, make(await idsOf(campaignId), who, campaignId))
          if (reply.ok) accepted += 1
          if (peek) snapshots.push(await boardSnapshot(sql, campaignId))
        }
        const now = await boardSnapshot(sql, campaignId)
        const entries = (await entriesAfter(sql, campaignStream(campaignId), {
          after: 0,
          limit: 10_000,
        })) as Entry[]
        expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
        expect(fold(emptyBoard(now.board.campaign), entries)).toEqual(now.board)
        for (const { board, seq } of snapshots) {
          expect(fold(board, entries.slice(seq))).toEqual(now.board)
        }
      },
    ),
    { numRuns: 25 },
  )
  expect(accepted, 'most commands change something').toBeGreaterThan(100)
})

async function idsOf(campaignId: number): Promise<Ids> {
  const { sql } = database
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
