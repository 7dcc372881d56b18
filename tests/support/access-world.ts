import { randomUUID } from 'node:crypto'
import type { Ask } from '#lib/protocol/commands.ts'
import type { Sql } from '#lib/server/db/pool.ts'
import type { World } from './access.ts'
import { type Cast, done, openCampaign, person, unit } from './cast.ts'

let worlds = 0

/** An open campaign with everything an address or a form of the table names. */
export async function newWorld(sql: Sql, who: Cast): Promise<World> {
  worlds += 1
  const { campaignId, assignmentIds } = await openCampaign(sql, who)
  const planned = await plan(sql, who, campaignId)
  const kept = await keep(sql, who)
  const reported = await done(sql, who.staffOfMuongTe, {
    kind: 'reportPost',
    campaignId,
    unitId: who.muongTe.id,
    link: `https://www.facebook.com/congdoan/posts/${700_000 + worlds}`,
    title: 'Trao quà',
    contentType: 'news',
    publishedAt: null,
    channelKind: 'fanpage',
  })
  const byPerson = who.staffOfMuongTe.personId
  const photo = { id: randomUUID(), campaignId, unitId: who.muongTe.id, byPerson, at: Date.now() }
  await sql`
    insert into file ${sql({ ...photo, mime: 'image/webp', width: 1, height: 1, bytes: Buffer.from('picture') })}`
  const dropped = { id: randomUUID(), campaignId, byPerson: who.coordinator.personId, at: Date.now() }
  await sql`
    insert into import ${sql({ ...dropped, fileName: 'trang.csv', sha256: dropped.id, timeZone: 'UTC', state: 'waiting' })}`
  return {
    who,
    campaignId,
    ...planned,
    ...kept,
    assignmentId: assignmentIds[0],
    postId: Number(reported.result['postId']),
    fileId: photo.id,
    importId: dropped.id,
  }
}

async function plan(
  sql: Sql,
  who: Cast,
  campaignId: number,
): Promise<Pick<World, 'eventId' | 'coverageId' | 'directiveId'>> {
  const made = async (ask: Ask, id: string) => Number((await done(sql, who.coordinator, ask)).result[id])
  const day = Date.parse('2026-05-02T10:00:00+07:00')
  const event = { name: 'Lễ phát động', place: '', startsAt: day, endsAt: null, hostUnitId: null }
  const coverage = {
    eventId: null,
    title: 'Tin',
    contentType: 'news',
    channelKind: 'fanpage',
    dueAt: day,
  } as const
  const directive = { symbol: '438/KH-LĐLĐ', issuedOn: null, issuer: '', summary: '', link: null }
  return {
    eventId: await made({ kind: 'addEvent', campaignId, ...event }, 'eventId'),
    coverageId: await made({ kind: 'addCoverage', campaignId, ...coverage }, 'coverageId'),
    directiveId: await made({ kind: 'addDirective', campaignId, ...directive }, 'directiveId'),
  }
}

async function keep(
  sql: Sql,
  who: Cast,
): Promise<Pick<World, 'unitId' | 'unitCode' | 'channelId' | 'personId'>> {
  const unitCode = `NN-${worlds}`
  const under = await unit(sql, { code: unitCode, name: 'LĐLĐ huyện Nậm Nhùn', parent: who.federation })
  const officer = await person(sql, 'staff', under)
  const [channel] = await sql<{ id: number }[]>`
    insert into channel (unit_id, kind, name) values (${under.id}, 'bulletin', 'Bảng tin') returning id`
  return { unitId: under.id, unitCode, channelId: channel?.id ?? 0, personId: officer.personId }
}
