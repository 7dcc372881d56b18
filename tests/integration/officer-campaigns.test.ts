import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#lib/domain/person.ts'
import { boardSnapshot } from '#lib/server/queries/board.ts'
import { officerCampaigns } from '#lib/server/queries/tasks.ts'
import { done, openCampaign } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'

const { database, who } = withCast()
let campaign: Awaited<ReturnType<typeof openCampaign>>

beforeAll(async () => {
  campaign = await openCampaign(database.sql, who)
})

async function listOf(actor: Actor | null) {
  const { campaigns } = await officerCampaigns(database.sql, actor)
  return campaigns.map(({ snapshot: { board } }) => ({
    campaignId: board.campaign.id,
    unitIds: [...new Set(Object.values(board.assignments).map(({ unitId }) => unitId))],
    posts: Object.values(board.posts).length,
  }))
}

test('an officer is given the work of their own units, and what shows it is done', async () => {
  const { campaignId, assignmentIds } = campaign
  await done(database.sql, who.staffOfMuongTe, {
    kind: 'markDone',
    campaignId,
    assignmentId: assignmentIds[0],
    posts: [
      {
        link: 'https://facebook.com/cdmuongte/posts/712345678901234',
        title: '',
        contentType: null,
        publishedAt: null,
      },
    ],
    fileIds: [],
  })
  expect(await listOf(who.staffOfMuongTe)).toEqual([{ campaignId, unitIds: [who.muongTe.id], posts: 1 }])
  expect(await listOf(who.staffOfSinHo)).toEqual([{ campaignId, unitIds: [who.sinHo.id], posts: 0 }])
})

test('who takes no work for a unit, or works elsewhere, is given none', async () => {
  expect(await listOf(who.coordinator)).toEqual([])
  expect(await listOf(who.leader)).toEqual([])
  expect(await listOf(who.stranger)).toEqual([])
  expect(await listOf(null)).toEqual([])
})

test('a closed campaign leaves the list', async () => {
  await done(database.sql, who.coordinator, { kind: 'closeCampaign', campaignId: campaign.campaignId })
  expect(await listOf(who.staffOfMuongTe)).toEqual([])
})

test('campaigns with work are given whatever their number, and beside them those in which work may come', async () => {
  const quiet = await openCampaign(database.sql, who)
  await done(database.sql, who.staffOfMuongTe, {
    kind: 'decline',
    campaignId: quiet.campaignId,
    assignmentIds: [quiet.assignmentIds[0]],
    reason: 'Hết người trực',
  })
  const busy = []
  for (let one = 0; one < 9; one += 1) busy.push((await openCampaign(database.sql, who)).campaignId)
  const given = (await listOf(who.staffOfMuongTe)).map(({ campaignId }) => campaignId)
  expect(given).toEqual([...busy.toReversed(), quiet.campaignId])
})

test('of many campaigns without work the newest are given, and of the others where they stand', async () => {
  const { sql } = database
  const quiet: number[] = []
  for (let one = 0; one < 10; one += 1) {
    const { campaignId, assignmentIds } = await openCampaign(sql, who)
    const [first] = assignmentIds
    const reason = 'Hết người trực'
    await done(sql, who.staffOfMuongTe, { kind: 'decline', campaignId, assignmentIds: [first], reason })
    quiet.push(campaignId)
  }
  const { others } = await officerCampaigns(sql, who.staffOfMuongTe)
  const shown = (await listOf(who.staffOfMuongTe)).map(({ campaignId }) => campaignId)
  expect(shown.slice(-8)).toEqual(quiet.slice(2).toReversed())
  for (const campaignId of quiet.slice(0, 2)) {
    const { seq } = await boardSnapshot(sql, campaignId)
    expect(others).toContainEqual({ campaignId, seq })
  }
})
