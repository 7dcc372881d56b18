import { describe, expect, test } from 'vitest'
import { type Ask, type CommandKind, commandSchema } from '#lib/protocol/commands.ts'
import { people, type Person } from '../support/access.ts'
import { ask, done, openCampaign } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'

const { database, who } = withCast()

/** An open campaign of the federation with work of both unions, and a post Mường Tè reported. */
type World = { campaignId: number; coverageId: number; ofMuongTe: number; postId: number; spareId: number }

type Row = {
  ask: (world: World) => Ask
  may: readonly Person[]
  /** Brings the world to where the command can be given. */
  before?: (world: World) => Promise<unknown>
  /** Refusals other than not_allowed. */
  refusals?: Partial<Record<Person, string>>
}

const coordinators = ['coordinator'] as const
const workers = ['coordinator', 'staffOfMuongTe'] as const

const day = Date.parse('2026-05-02T10:00:00+07:00')
const plan = {
  campaignKind: 'workers_month' as const,
  name: 'Tháng Công nhân',
  startsOn: '2026-05-01',
  endsOn: '2026-05-31',
  peakDays: [],
  postTarget: null,
}
const event = { name: 'Lễ phát động', place: '', startsAt: day, endsAt: null, hostUnitId: null }
const coverage = {
  eventId: null,
  title: 'Tin',
  contentType: 'news',
  channelKind: 'fanpage',
  dueAt: day,
} as const
const directive = { symbol: '438/KH-LĐLĐ', issuedOn: null, issuer: '', summary: '', link: null }

/** Who may give which command. A kind of command that is not here does not compile, and fails below. */
const table: Record<CommandKind, Row> = {
  createCampaign: {
    ask: () => ({ kind: 'createCampaign', ...plan, unitId: who.federation.id, directives: [] }),
    may: coordinators,
    // There is no campaign yet whose existence could be told.
    refusals: { stranger: 'not_allowed' },
  },
  changeCampaign: {
    ask: ({ campaignId }) => ({ kind: 'changeCampaign', campaignId, ...plan }),
    may: coordinators,
  },
  openCampaign: {
    ask: ({ campaignId }) => ({ kind: 'openCampaign', campaignId }),
    may: coordinators,
    before: ({ campaignId }) => database.sql`update campaign set opened_at = null where id = ${campaignId}`,
  },
  closeCampaign: { ask: ({ campaignId }) => ({ kind: 'closeCampaign', campaignId }), may: coordinators },
  addDirective: {
    ask: ({ campaignId }) => ({ kind: 'addDirective', campaignId, ...directive }),
    may: coordinators,
  },
  removeDirective: {
    ask: ({ campaignId, spareId }) => ({ kind: 'removeDirective', campaignId, directiveId: spareId }),
    may: coordinators,
    before: async (world) => {
      world.spareId = await made(
        { kind: 'addDirective', campaignId: world.campaignId, ...directive },
        'directiveId',
      )
    },
  },
  addEvent: { ask: ({ campaignId }) => ({ kind: 'addEvent', campaignId, ...event }), may: coordinators },
  changeEvent: {
    ask: ({ campaignId, spareId }) => ({ kind: 'changeEvent', campaignId, eventId: spareId, ...event }),
    may: coordinators,
    before: spareEvent,
  },
  removeEvent: {
    ask: ({ campaignId, spareId }) => ({ kind: 'removeEvent', campaignId, eventId: spareId }),
    may: coordinators,
    before: spareEvent,
  },
  addCoverage: {
    ask: ({ campaignId }) => ({ kind: 'addCoverage', campaignId, ...coverage }),
    may: coordinators,
  },
  changeCoverage: {
    ask: ({ campaignId, coverageId }) => ({ kind: 'changeCoverage', campaignId, coverageId, ...coverage }),
    may: coordinators,
  },
  removeCoverage: {
    ask: ({ campaignId, spareId }) => ({ kind: 'removeCoverage', campaignId, coverageId: spareId }),
    may: coordinators,
    before: spareCoverage,
  },
  assign: {
    ask: ({ campaignId, spareId }) => ({
      kind: 'assign',
      campaignId,
      coverageIds: [spareId],
      unitIds: [who.muongTe.id],
      personId: null,
      dueAt: null,
    }),
    may: coordinators,
    before: spareCoverage,
  },
  accept: { ask: onOne('accept'), may: workers },
  decline: { ask: (world) => ({ ...onOne('decline')(world), reason: 'mưa lũ' }), may: workers },
  markDone: { ask: (world) => markDone(world), may: workers },
  verify: { ask: onOne('verify'), may: coordinators, before: workIsDone },
  return: {
    ask: (world) => ({ ...onOne('return')(world), reason: 'thiếu ảnh' }),
    may: coordinators,
    before: workIsDone,
  },
  remind: { ask: onOne('remind'), may: ['coordinator', 'leader'] },
  cancel: { ask: (world) => ({ ...onOne('cancel')(world), reason: '' }), may: coordinators },
  reassign: {
    ask: (world) => ({ ...onOne('reassign')(world), unitId: who.muongTe.id, personId: null }),
    may: coordinators,
  },
  extend: { ask: (world) => ({ ...onOne('extend')(world), dueAt: day }), may: coordinators },
  undo: {
    ask: onOne('undo'),
    may: ['staffOfMuongTe'],
    before: (world) => done(database.sql, who.staffOfMuongTe, onOne('accept')(world)),
    refusals: { coordinator: 'not_yours_to_undo' },
  },
  reportPost: {
    ask: ({ campaignId }) => ({ ...post(campaignId), unitId: who.muongTe.id }),
    may: workers,
  },
  removePost: {
    ask: ({ campaignId, postId }) => ({ kind: 'removePost', campaignId, postId }),
    may: workers,
  },
  count: {
    ask: ({ campaignId, postId }) => ({
      kind: 'count',
      campaignId,
      postId,
      reactions: 9,
      comments: 0,
      shares: 0,
      views: 0,
    }),
    may: workers,
  },
}

test('every kind of command is in the table', () => {
  const kinds = commandSchema.options.map(({ entries }) => entries.kind.literal)
  expect(Object.keys(table).sort()).toEqual([...kinds].sort())
})

describe.each(Object.entries(table))('%s', (_, row) => {
  test.each(people)('as %s', async (person) => {
    const world = await newWorld()
    await row.before?.(world)
    const before = await tables()
    const reply = await ask(database.sql, actorOf(person), row.ask(world))
    const outcome = reply.ok ? 'done' : reply.code
    expect(outcome).toBe(expected(row, person))
    if (!reply.ok) expect(await tables(), 'a refusal changes nothing').toEqual(before)
  })
})

function expected({ may, refusals }: Row, person: Person): string {
  if (may.includes(person)) return 'done'
  if (person === 'nobody') return 'not_signed_in'
  return refusals?.[person] ?? (person === 'stranger' ? 'not_found' : 'not_allowed')
}

function actorOf(person: Person) {
  return person === 'nobody' ? null : who[person]
}

async function newWorld(): Promise<World> {
  const { campaignId, coverageId, assignmentIds } = await openCampaign(database.sql, who)
  const reported = await done(database.sql, who.staffOfMuongTe, {
    ...post(campaignId),
    unitId: who.muongTe.id,
  })
  const postId = Number(reported.result['postId'])
  return { campaignId, coverageId, ofMuongTe: assignmentIds[0], postId, spareId: 0 }
}

let posts = 0

function post(campaignId: number) {
  return {
    kind: 'reportPost' as const,
    campaignId,
    link: newLink(),
    title: 'Trao quà',
    contentType: 'news' as const,
    publishedAt: day,
    channelKind: 'fanpage' as const,
  }
}

function newLink(): string {
  posts += 1
  return `https://www.facebook.com/congdoan/posts/${4_380_000 + posts}`
}

function onOne<Kind extends CommandKind>(kind: Kind) {
  return ({ campaignId, ofMuongTe }: World) => ({ kind, campaignId, assignmentIds: [ofMuongTe] })
}

function markDone({ campaignId, ofMuongTe }: World): Ask {
  const shown = { link: newLink(), title: 'Trao quà', contentType: null, publishedAt: null }
  return { kind: 'markDone', campaignId, assignmentId: ofMuongTe, posts: [shown], fileIds: [] }
}

function workIsDone(world: World) {
  return done(database.sql, who.staffOfMuongTe, markDone(world))
}

async function spareEvent(world: World): Promise<void> {
  world.spareId = await made({ kind: 'addEvent', campaignId: world.campaignId, ...event }, 'eventId')
}

async function spareCoverage(world: World): Promise<void> {
  world.spareId = await made({ kind: 'addCoverage', campaignId: world.campaignId, ...coverage }, 'coverageId')
}

async function made(asked: Ask, id: string): Promise<number> {
  return Number((await done(database.sql, who.coordinator, asked)).result[id])
}

/** How much there is of everything a command writes. */
async function tables() {
  const { sql } = database
  const [counts] = await sql`
    select (select count(*) from journal_entry) as entries, (select count(*) from campaign) as campaigns,
      (select count(*) from assignment) as assignments, (select count(*) from post) as posts,
      (select count(*) from command) as commands`
  return counts
}
