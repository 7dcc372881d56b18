import { describe, expect, test } from 'vitest'
import type { Ask } from '#lib/protocol/commands.ts'
import { boardSnapshot } from '#lib/server/queries/board.ts'
import { campaignsFor, timeZoneOf } from '#lib/server/queries/campaigns.ts'
import { ask, done, may, openCampaign } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'

const { database, who } = withCast()

const ceremony = {
  name: 'Lễ phát động',
  place: 'Quảng trường',
  startsAt: Date.parse('2026-05-01T08:00:00+07:00'),
  endsAt: Date.parse('2026-05-01T10:00:00+07:00'),
  hostUnitId: null,
}
const news = {
  title: 'Tin lễ phát động',
  contentType: 'news' as const,
  channelKind: 'fanpage' as const,
  dueAt: Date.parse('2026-05-01T17:00:00+07:00'),
}
const plan = { campaignKind: 'workers_month' as const, name: 'Tháng Công nhân', ...may, postTarget: null }

async function planned(): Promise<{ campaignId: number; eventId: number; coverageId: number }> {
  const { sql } = database
  const { campaignId } = await openCampaign(sql, who)
  const event = await done(sql, who.coordinator, { kind: 'addEvent', campaignId, ...ceremony })
  const eventId = Number(event.result['eventId'])
  const coverage = await done(sql, who.coordinator, { kind: 'addCoverage', campaignId, eventId, ...news })
  return { campaignId, eventId, coverageId: Number(coverage.result['coverageId']) }
}

/** Everything that changes a campaign or its plan. */
function changes({ campaignId, eventId, coverageId }: Awaited<ReturnType<typeof planned>>): Ask[] {
  return [
    { kind: 'changeCampaign', campaignId, ...plan, peakDays: [] },
    { kind: 'addDirective', campaignId, symbol: '1/KH', issuedOn: null, issuer: '', summary: '', link: null },
    { kind: 'removeDirective', campaignId, directiveId: 1 },
    { kind: 'addEvent', campaignId, ...ceremony },
    { kind: 'changeEvent', campaignId, eventId, ...ceremony },
    { kind: 'removeEvent', campaignId, eventId },
    { kind: 'addCoverage', campaignId, eventId, ...news },
    { kind: 'changeCoverage', campaignId, coverageId, eventId, ...news },
    { kind: 'removeCoverage', campaignId, coverageId },
    { kind: 'openCampaign', campaignId },
    { kind: 'closeCampaign', campaignId },
  ]
}

describe('who may plan', () => {
  test('only coordinators of the campaign change it and its plan', async () => {
    const { sql } = database
    const ids = await planned()
    for (const change of changes(ids)) {
      for (const actor of [who.leader, who.admin, who.staffOfMuongTe]) {
        expect(await ask(sql, actor, change), change.kind).toMatchObject({ ok: false, code: 'not_allowed' })
      }
      expect(await ask(sql, who.stranger, change), change.kind).toMatchObject({ code: 'not_found' })
    }
  })

  test('a campaign is created for a unit one coordinates, and for no other', async () => {
    const { sql } = database
    const create = { kind: 'createCampaign' as const, ...plan, peakDays: [], directives: [] }
    for (const actor of [who.leader, who.stranger, who.admin]) {
      const reply = await ask(sql, actor, { ...create, unitId: who.federation.id })
      expect(reply).toMatchObject({ ok: false, code: 'not_allowed' })
    }
    expect(await ask(sql, who.coordinator, { ...create, unitId: who.muongTe.id })).toMatchObject({ ok: true })
  })

  test('a campaign’s time zone is told to those who may see it', async () => {
    const { sql } = database
    const { campaignId } = await openCampaign(sql, who)
    expect(await timeZoneOf(sql, who.leader, campaignId)).toBe('Asia/Ho_Chi_Minh')
    await expect(timeZoneOf(sql, who.stranger, campaignId)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('refusals', () => {
  test('an event does not end before it begins', async () => {
    const { sql } = database
    const ids = await planned()
    const backwards = { ...ceremony, endsAt: ceremony.startsAt - 1 }
    const { campaignId, eventId } = ids
    expect(await ask(sql, who.coordinator, { kind: 'addEvent', campaignId, ...backwards })).toMatchObject({
      code: 'times_out_of_order',
    })
    expect(
      await ask(sql, who.coordinator, { kind: 'changeEvent', campaignId, eventId, ...backwards }),
    ).toMatchObject({ code: 'times_out_of_order' })
  })

  test('an event is hosted by a unit of the campaign', async () => {
    const { sql } = database
    const { campaignId } = await planned()
    for (const hostUnitId of [who.elsewhere.id, 999_999]) {
      expect(
        await ask(sql, who.coordinator, { kind: 'addEvent', campaignId, ...ceremony, hostUnitId }),
      ).toMatchObject({ code: 'not_found' })
    }
    await done(sql, who.coordinator, {
      kind: 'addEvent',
      campaignId,
      ...ceremony,
      hostUnitId: who.muongTe.id,
    })
  })

  test('an event with coverages and a coverage given to units stay', async () => {
    const { sql } = database
    const { campaignId, eventId, coverageId } = await planned()
    expect(await ask(sql, who.coordinator, { kind: 'removeEvent', campaignId, eventId })).toMatchObject({
      code: 'event_in_use',
    })
    await done(sql, who.coordinator, {
      kind: 'assign',
      campaignId,
      coverageIds: [coverageId],
      unitIds: [who.muongTe.id],
      personId: null,
      dueAt: null,
    })
    expect(await ask(sql, who.coordinator, { kind: 'removeCoverage', campaignId, coverageId })).toMatchObject(
      {
        code: 'coverage_in_use',
      },
    )
  })

  test('an event of another campaign is not found', async () => {
    const { sql } = database
    const { eventId } = await planned()
    const other = await planned()
    expect(
      await ask(sql, who.coordinator, { kind: 'removeEvent', campaignId: other.campaignId, eventId }),
    ).toMatchObject({ code: 'not_found' })
    expect(
      await ask(sql, who.coordinator, {
        kind: 'addCoverage',
        campaignId: other.campaignId,
        eventId,
        ...news,
      }),
    ).toMatchObject({ code: 'not_found' })
  })

  test('days are in order and peak days within them', async () => {
    const { sql } = database
    const { campaignId } = await planned()
    const change = { kind: 'changeCampaign' as const, campaignId, ...plan, peakDays: [] }
    expect(await ask(sql, who.coordinator, { ...change, endsOn: '2026-04-30' })).toMatchObject({
      code: 'days_out_of_order',
    })
    expect(await ask(sql, who.coordinator, { ...change, peakDays: ['2026-06-01'] })).toMatchObject({
      code: 'peak_day_outside',
      data: { day: '2026-06-01' },
    })
  })
})

test('a closed campaign keeps its plan: nothing in it changes any more', async () => {
  const { sql } = database
  const ids = await planned()
  await done(sql, who.coordinator, { kind: 'closeCampaign', campaignId: ids.campaignId })
  const before = await boardSnapshot(sql, ids.campaignId)
  for (const change of changes(ids)) {
    expect(await ask(sql, who.coordinator, change), change.kind).toMatchObject({ code: 'campaign_closed' })
  }
  expect(await boardSnapshot(sql, ids.campaignId)).toEqual(before)
})

test('a change of days shows in the list of campaigns, and peak days are kept once and in order', async () => {
  const { sql } = database
  const { campaignId } = await planned()
  await done(sql, who.coordinator, {
    kind: 'changeCampaign',
    campaignId,
    ...plan,
    name: 'Tháng Công nhân mới',
    peakDays: ['2026-05-19', '2026-05-01', '2026-05-19'],
  })
  const listed = await campaignsFor(sql, who.leader)
  expect(listed.find(({ id }) => id === campaignId)).toMatchObject({
    name: 'Tháng Công nhân mới',
    peakDays: ['2026-05-01', '2026-05-19'],
  })
  expect((await campaignsFor(sql, who.stranger)).some(({ id }) => id === campaignId)).toBe(false)
})
