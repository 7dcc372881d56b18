import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { campaignStream, entriesAfter, headOf } from '#lib/server/journal/journal.ts'
import { boardSnapshot } from '#lib/server/queries/board.ts'
import { ask, done, openCampaign } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'

const { database, who } = withCast()

const link = () => `https://www.facebook.com/congdoanmuongte/posts/${Math.floor(Math.random() * 1e12)}`

function markDone(campaignId: number, assignmentId: number, address: string = link()) {
  const posts = [{ link: address, title: 'Trao quà', contentType: null, publishedAt: null }]
  return { kind: 'markDone' as const, campaignId, assignmentId, posts, fileIds: [] }
}

describe('exactly once', () => {
  test('10.2 a command sent twice answers the same and changes the board once', async () => {
    const { sql } = database
    const { campaignId, assignmentIds } = await openCampaign(sql, who)
    const id = randomUUID()
    const asked = markDone(campaignId, assignmentIds[0])
    const [first, second] = await Promise.all([
      ask(sql, who.staffOfMuongTe, asked, id),
      ask(sql, who.staffOfMuongTe, asked, id),
    ])
    const third = await ask(sql, who.staffOfMuongTe, asked, id)
    expect(first.ok).toBe(true)
    expect(second).toEqual(first)
    expect(third).toEqual(first)
    const entries = await entriesAfter(sql, campaignStream(campaignId), { after: 0, limit: 100 })
    expect(entries.filter(({ kind }) => kind === 'assignment.done')).toHaveLength(1)
    expect(entries.filter(({ kind }) => kind === 'posts.reported')).toHaveLength(1)
  })

  test('of two people who verify at once, one changes the board and the other learns who did', async () => {
    const { sql } = database
    const { campaignId, assignmentIds } = await openCampaign(sql, who)
    await done(sql, who.staffOfMuongTe, markDone(campaignId, assignmentIds[0]))
    const verify = { kind: 'verify' as const, campaignId, assignmentIds: [assignmentIds[0]] }
    const replies = await Promise.all([ask(sql, who.coordinator, verify), ask(sql, who.coordinator, verify)])
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
    const refused = replies.find((reply) => !reply.ok)
    expect(refused).toMatchObject({
      code: 'wrong_state',
      data: { state: 'verified', by: who.coordinator.personId },
    })
  })

  test('10.3 the id of somebody else’s command is not answered with their reply', async () => {
    const { sql } = database
    const { campaignId, assignmentIds } = await openCampaign(sql, who)
    const id = randomUUID()
    await ask(sql, who.staffOfMuongTe, { kind: 'accept', campaignId, assignmentIds: [assignmentIds[0]] }, id)
    const reply = await ask(
      sql,
      who.staffOfSinHo,
      { kind: 'accept', campaignId, assignmentIds: [assignmentIds[1]] },
      id,
    )
    expect(reply).toMatchObject({ ok: false, code: 'bad_input' })
  })
})

test('fifty writers on one campaign lose no update and leave no gap in seq', async () => {
  const { sql } = database
  const { campaignId } = await openCampaign(sql, who)
  const before = (await headOf(sql, campaignStream(campaignId))) ?? 0
  const replies = await Promise.all(
    Array.from({ length: 50 }, (_, writer) =>
      ask(sql, writer % 2 ? who.staffOfMuongTe : who.staffOfSinHo, {
        kind: 'reportPost',
        campaignId,
        unitId: writer % 2 ? who.muongTe.id : who.sinHo.id,
        link: link(),
        title: `Bài ${writer}`,
        contentType: 'news',
        publishedAt: Date.parse('2026-05-02T09:00:00+07:00'),
        channelKind: 'fanpage',
      }),
    ),
  )
  expect(replies.filter(({ ok }) => !ok)).toEqual([])
  const entries = await entriesAfter(sql, campaignStream(campaignId), { after: before, limit: 1000 })
  expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, index) => before + 1 + index))
  const { board, seq } = await boardSnapshot(sql, campaignId)
  expect(seq).toBe(before + 50)
  expect(board.figures.days['2026-05-02']?.posts).toBe(50)
})

test('of many who write at once, what is refused leaves no trace and the others are through', async () => {
  const { sql } = database
  const { campaignId, assignmentIds } = await openCampaign(sql, who)
  const before = (await headOf(sql, campaignStream(campaignId))) ?? 0
  const same = randomUUID()
  const event = {
    kind: 'addEvent',
    campaignId,
    place: '',
    startsAt: 0,
    endsAt: null,
    hostUnitId: null,
  } as const
  const verify = { kind: 'verify' as const, campaignId, assignmentIds: [assignmentIds[0]] }
  const replies = await Promise.all([
    ask(sql, who.coordinator, { ...event, name: 'Một' }),
    ask(sql, who.coordinator, verify),
    ask(sql, who.coordinator, { ...event, name: 'Hai' }, same),
    ask(sql, who.staffOfSinHo, { ...event, name: 'Không được' }),
    ask(sql, who.coordinator, { ...event, name: 'Hai' }, same),
    ask(sql, who.coordinator, { ...event, name: 'Ba' }),
  ])
  expect(replies.map((reply) => (reply.ok ? reply.seq - before : reply.code))).toEqual([
    1,
    'wrong_state',
    2,
    'not_allowed',
    2,
    3,
  ])
  const { board, seq } = await boardSnapshot(sql, campaignId)
  expect(seq).toBe(before + 3)
  expect(Object.values(board.events).map(({ name }) => name)).toEqual(['Một', 'Hai', 'Ba'])
})

test('one that no column can hold is refused and breaks nobody else’s', async () => {
  const { sql } = database
  const { campaignId } = await openCampaign(sql, who)
  const event = {
    kind: 'addEvent',
    campaignId,
    place: '',
    startsAt: 0,
    endsAt: null,
    hostUnitId: null,
  } as const
  // PostgreSQL takes no NUL in text.
  const replies = await Promise.all([
    ask(sql, who.coordinator, { ...event, name: 'Một' }),
    ask(sql, who.coordinator, { ...event, name: 'a\u0000b' }),
    ask(sql, who.coordinator, { ...event, name: 'Hai' }),
    ask(sql, who.coordinator, { ...event, name: 'Ba' }),
  ])
  expect(replies.map((reply) => (reply.ok ? 'ok' : reply.code))).toEqual(['ok', 'bad_input', 'ok', 'ok'])
  const { board } = await boardSnapshot(sql, campaignId)
  expect(Object.values(board.events).map(({ name }) => name)).toEqual(['Một', 'Hai', 'Ba'])
})

describe('evidence', () => {
  test('done on a page needs the link of a post', async () => {
    const { sql } = database
    const { campaignId, assignmentIds } = await openCampaign(sql, who)
    const reply = await ask(sql, who.staffOfMuongTe, {
      ...markDone(campaignId, assignmentIds[0]),
      posts: [],
    })
    expect(reply).toMatchObject({ ok: false, code: 'evidence_needed', data: { photoWillDo: false } })
  })

  test('a link another unit has reported is refused with who and when', async () => {
    const { sql } = database
    const { campaignId, assignmentIds } = await openCampaign(sql, who)
    const address = link()
    await done(sql, who.staffOfMuongTe, markDone(campaignId, assignmentIds[0], address))
    const decorated = address.replace('www.', 'm.') + '?mibextid=abc&utm_source=zalo'
    const reply = await ask(sql, who.staffOfSinHo, markDone(campaignId, assignmentIds[1], decorated))
    expect(reply).toMatchObject({
      ok: false,
      code: 'post_already_reported',
      data: { unitId: who.muongTe.id, by: who.staffOfMuongTe.personId },
    })
  })

  test('undoing done takes its posts and their figures away', async () => {
    const { sql } = database
    const { campaignId, assignmentIds } = await openCampaign(sql, who)
    const before = await boardSnapshot(sql, campaignId)
    const reply = await done(sql, who.staffOfMuongTe, markDone(campaignId, assignmentIds[0]))
    const [postId] = reply.result['postIds'] as number[]
    await done(sql, who.staffOfMuongTe, {
      kind: 'count',
      campaignId,
      postId: postId ?? 0,
      reactions: 5,
      comments: 1,
      shares: 0,
      views: 90,
    })
    await done(sql, who.staffOfMuongTe, { kind: 'undo', campaignId, assignmentIds: [assignmentIds[0]] })
    const after = await boardSnapshot(sql, campaignId)
    expect(after.board).toEqual(before.board)
  })
})

describe('who may', () => {
  test('a campaign of another federation does not exist for a stranger, nor for nobody', async () => {
    const { sql } = database
    const { campaignId, assignmentIds } = await openCampaign(sql, who)
    const verify = { kind: 'verify' as const, campaignId, assignmentIds: [assignmentIds[0]] }
    expect(await ask(sql, who.stranger, verify)).toMatchObject({ ok: false, code: 'not_found' })
    expect(await ask(sql, null, verify)).toMatchObject({ ok: false, code: 'not_signed_in' })
  })

  test('staff act for their own unit only', async () => {
    const { sql } = database
    const { campaignId, assignmentIds } = await openCampaign(sql, who)
    const reply = await ask(sql, who.staffOfSinHo, markDone(campaignId, assignmentIds[0]))
    expect(reply).toMatchObject({ ok: false, code: 'not_allowed' })
  })
})

test('work is given by name to people of the unit that has it, and to nobody else', async () => {
  const { sql } = database
  const { campaignId, assignmentIds } = await openCampaign(sql, who)
  const give = (personId: number) =>
    ask(sql, who.coordinator, {
      kind: 'reassign',
      campaignId,
      assignmentIds: [assignmentIds[0]],
      unitId: who.muongTe.id,
      personId,
    })
  for (const personId of [who.staffOfSinHo.personId, who.stranger.personId, 999_999]) {
    expect(await give(personId)).toMatchObject({ ok: false, code: 'not_found', data: { personId } })
  }
  expect(await give(who.staffOfMuongTe.personId)).toMatchObject({ ok: true, result: { refused: [] } })
})
