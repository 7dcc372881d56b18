import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#lib/domain/person.ts'
import { recogniseFor } from '#lib/server/queries/links.ts'
import { done, openCampaign } from '../support/cast.ts'
import { withCast } from '../support/with-cast.ts'

const { database, who } = withCast()
let campaign: Awaited<ReturnType<typeof openCampaign>>

beforeAll(async () => {
  campaign = await openCampaign(database.sql, who)
  await database.sql`
    insert into channel (unit_id, kind, name, address, address_key) values
      (${who.muongTe.id}, 'fanpage', 'Công đoàn Mường Tè', 'https://facebook.com/cdmuongte', 'facebook:cdmuongte')`
})

const pasted = 'Trao quà https://m.facebook.com/cdmuongte/posts/712345678901234?mibextid=abc'

function recognise(actor: Actor | null, { assignmentId = 0, unitId = 0, link = pasted }) {
  return recogniseFor(database.sql, actor, {
    campaignId: campaign.campaignId,
    assignmentId: assignmentId || null,
    unitId: unitId || null,
    link,
  })
}

test('a pasted link is shown with its channel, its unit and nothing to point out', async () => {
  const [assignmentId] = campaign.assignmentIds
  expect(await recognise(who.staffOfMuongTe, { assignmentId })).toEqual({
    link: 'https://www.facebook.com/cdmuongte/posts/712345678901234',
    needsResolving: false,
    channel: { id: expect.any(Number), kind: 'fanpage', name: 'Công đoàn Mường Tè' },
    unit: { id: who.muongTe.id, name: 'LĐLĐ huyện Mường Tè', shortName: 'LC-MT' },
    warnings: [],
    known: null,
  })
})

test('the page of another unit is pointed out, and so is who reported the post already', async () => {
  const [first] = campaign.assignmentIds
  await done(database.sql, who.staffOfMuongTe, {
    kind: 'markDone',
    campaignId: campaign.campaignId,
    assignmentId: first,
    posts: [
      { link: pasted, title: '', contentType: null, publishedAt: Date.parse('2026-05-01T09:00:00+07:00') },
    ],
    fileIds: [],
  })
  expect(await recognise(who.staffOfSinHo, { unitId: who.sinHo.id })).toMatchObject({
    warnings: ['other_unit'],
    known: { unitId: who.muongTe.id, by: who.staffOfMuongTe.personId, assignmentId: first },
  })
})

test.each([
  ['staffOfSinHo', 'not_allowed'],
  ['leader', 'not_allowed'],
  ['admin', 'not_allowed'],
  ['stranger', 'not_found'],
  [null, 'not_found'],
] as const)('for the unit of others %s is refused: %s', async (name, code) => {
  const refused = recognise(name && who[name], { unitId: who.muongTe.id })
  await expect(refused).rejects.toMatchObject({ code })
})

test('the address of a page is refused with what is wrong', async () => {
  const refused = recognise(who.staffOfMuongTe, {
    unitId: who.muongTe.id,
    link: 'https://facebook.com/cdmuongte',
  })
  await expect(refused).rejects.toMatchObject({
    code: 'link_not_recognised',
    data: { problem: 'is_a_page_not_a_post' },
  })
})
