import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '#lib/domain/person.ts'
import type { Ask, Reply } from '#lib/protocol/commands.ts'
import { newSecret } from '#lib/server/auth/secret.ts'
import { sessionOf, startSession } from '#lib/server/auth/sessions.ts'
import * as channels from '#lib/server/commands/channels.ts'
import * as people from '#lib/server/commands/people.ts'
import { importUnits, preview } from '#lib/server/commands/units-import.ts'
import * as units from '#lib/server/commands/units.ts'
import {
  channelsKeptBy,
  headsFor,
  peopleKeptBy,
  unitChoices,
  unitsKeptBy,
  unitsWithoutPage,
} from '#lib/server/queries/admin.ts'
import * as unitStore from '#lib/server/store/unit.ts'
import { ask, cast, type Cast, type CastUnit, may, openCampaign, person, unit } from '../support/cast.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { rowsOf } from '../support/units-rows.ts'

let database: FreshDatabase
let who: Cast

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

beforeEach(async () => {
  await database.sql`truncate unit, person, role_grant, channel, session, campaign, command cascade`
  who = await cast(database.sql)
})

function retired(unit: CastUnit, successor: CastUnit | null = null): Promise<Reply> {
  return units.retire(door(who.admin), { id: id(), unitId: unit.id, successorId: successor?.id ?? null })
}

const door = (actor: Actor | null) => ({ sql: database.sql, actor })
const id = () => randomUUID()

function codeOf(reply: Reply): string {
  return reply.ok ? 'ok' : reply.code
}

async function channelOf(at: CastUnit, address: string): Promise<number> {
  const [row] = await database.sql<{ id: number }[]>`
    insert into channel (unit_id, kind, name, address, address_key)
    values (${at.id}, 'fanpage', 'Trang', ${address}, ${address}) returning id`
  return row?.id ?? 0
}

test('a merged unit hands its units, channels and roles to its successor, and its people sign in again', async () => {
  const { sql } = database
  const school = await unit(sql, {
    code: 'MT-1',
    name: 'CĐCS Trường 1',
    kind: 'grassroots_union',
    parent: who.muongTe,
  })
  const channelId = await channelOf(who.muongTe, 'facebook:muongte')
  const cookie = await startSession(sql, who.staffOfMuongTe.personId)
  const merge = { id: id(), unitId: who.muongTe.id, successorId: who.sinHo.id }
  expect(await units.retire(door(who.admin), merge)).toMatchObject({ ok: true })

  expect(await unitStore.one(sql, who.muongTe.id)).toMatchObject({ successorId: who.sinHo.id })
  expect(await unitStore.one(sql, school.id)).toMatchObject({
    parentId: who.sinHo.id,
    path: `${who.sinHo.path}.${school.id}`,
  })
  const kept = await channelsKeptBy(sql, who.admin)
  expect(kept.map((one) => [one.id, one.unitId])).toEqual([[channelId, who.sinHo.id]])
  const staff = (await peopleKeptBy(sql, who.admin)).find((one) => one.id === who.staffOfMuongTe.personId)
  expect(staff?.grants).toMatchObject([{ role: 'staff', unitId: who.sinHo.id }])
  expect(await sessionOf(sql, `${cookie.name}=${cookie.value}`)).toBeNull()
})

test('a unit with open work neither ends nor merges', async () => {
  await openCampaign(database.sql, who)
  for (const successorId of [null, who.sinHo.id]) {
    const reply = await units.retire(door(who.admin), { id: id(), unitId: who.muongTe.id, successorId })
    expect(reply).toMatchObject({ ok: false, code: 'unit_in_use', data: { open: 1 } })
  }
})

test('a unit that has ended is given no work and runs no new campaign', async () => {
  const { sql } = database
  const { campaignId, coverageId, assignmentIds } = await openCampaign(sql, who)
  const gone = await unit(sql, { code: 'LC-X', name: 'LĐLĐ huyện cũ', parent: who.federation })
  expect(codeOf(await retired(gone))).toBe('ok')
  const given = { campaignId, unitIds: [gone.id], personId: null, dueAt: null }
  const kind = 'createCampaign' as const
  const plan = {
    kind,
    campaignKind: 'other' as const,
    name: 'Đợt mới',
    ...may,
    peakDays: [],
    postTarget: null,
  }
  const asks: Ask[] = [
    { kind: 'assign', coverageIds: [coverageId], ...given },
    { kind: 'reassign', campaignId, assignmentIds: [assignmentIds[0]], unitId: gone.id, personId: null },
    { ...plan, unitId: gone.id, directives: [] },
  ]
  for (const asked of asks) {
    expect(codeOf(await ask(sql, who.coordinator, asked)), asked.kind).toBe('not_found')
  }
})

test('of giving a unit work or a role and ending it, both at once, one is refused', async () => {
  const { sql } = database
  const { campaignId, coverageId } = await openCampaign(sql, who)
  const { personId } = who.staffOfSinHo
  for (let pair = 0; pair < 20; pair += 1) {
    const one = await unit(sql, { code: `LC-${pair}`, name: `Công đoàn ${pair}`, parent: who.federation })
    const work = { campaignId, coverageIds: [coverageId], unitIds: [one.id], personId: null, dueAt: null }
    const role = { id: id(), personId, unitId: one.id, role: 'staff' } as const
    const [given, granted, ended] = await Promise.all([
      ask(sql, who.coordinator, { kind: 'assign', ...work }),
      people.grant(door(who.admin), role),
      retired(one, who.sinHo),
    ])
    if (ended.ok) expect(given.ok, 'work of a unit that has ended').toBe(false)
    const held = await sql`
      select 1 from role_grant g join unit u on u.id = g.unit_id where u.valid_to is not null`
    expect(held, `a role in a unit that has ended: ${granted.ok}`).toHaveLength(0)
  }
})

test('a unit without successor ends with its channels, and not while units are below it', async () => {
  const { sql } = database
  await channelOf(who.muongTe, 'facebook:muongte')
  const school = await unit(sql, {
    code: 'MT-1',
    name: 'CĐCS Trường 1',
    kind: 'grassroots_union',
    parent: who.muongTe,
  })
  const end = (unitId: number) => units.retire(door(who.admin), { id: id(), unitId, successorId: null })
  expect(codeOf(await end(who.muongTe.id))).toBe('unit_in_use')
  expect(codeOf(await end(school.id))).toBe('ok')
  expect(codeOf(await end(who.muongTe.id))).toBe('ok')
  expect(await channelsKeptBy(sql, who.admin)).toEqual([])
})

test('a unit is not merged into one below it', async () => {
  const school = await unit(database.sql, { code: 'MT-1', name: 'Trường 1', parent: who.muongTe })
  const merge = { id: id(), unitId: who.muongTe.id, successorId: school.id }
  expect(codeOf(await units.retire(door(who.admin), merge))).toBe('unit_under_itself')
})

test('every action is refused to an administrator of another unit, to a coordinator and to nobody', async () => {
  const { sql } = database
  const ofSinHo = await person(sql, 'admin', who.sinHo)
  const channelId = await channelOf(who.muongTe, 'facebook:muongte')
  const personId = who.staffOfMuongTe.personId
  const unitId = who.muongTe.id
  const facts = {
    code: 'NEW',
    name: 'Mới',
    shortName: 'Mới',
    kind: 'grassroots_union',
    memberCount: 1,
  } as const
  const was = {
    code: 'LC-MT',
    name: 'LĐLĐ huyện Mường Tè',
    shortName: 'LC-MT',
    kind: 'upper_union',
    memberCount: 0,
  } as const
  const channel = {
    unitId,
    kind: 'fanpage',
    name: 'Trang',
    address: 'https://www.facebook.com/muongte.moi',
  } as const
  const actions: Record<string, (actor: Actor | null) => Promise<Reply>> = {
    addUnit: (actor) => units.add(door(actor), { id: id(), parentId: unitId, ...facts }),
    changeUnit: (actor) => units.change(door(actor), { id: id(), unitId, ...facts, was }),
    moveUnit: (actor) => units.move(door(actor), { id: id(), unitId, parentId: who.sinHo.id }),
    retireUnit: (actor) => units.retire(door(actor), { id: id(), unitId, successorId: null }),
    mergeUnit: (actor) => units.retire(door(actor), { id: id(), unitId, successorId: who.sinHo.id }),
    invite: (actor) =>
      people.invite(door(actor), {
        id: id(),
        name: 'Mới',
        login: id(),
        unitId,
        role: 'staff',
        secret: newSecret(),
      }),
    rename: (actor) => people.change(door(actor), { id: id(), personId, name: 'Khác', was: { name: 'x' } }),
    grant: (actor) => people.grant(door(actor), { id: id(), personId, unitId, role: 'leader' }),
    revoke: (actor) => people.revoke(door(actor), { id: id(), personId, unitId, role: 'staff' }),
    disable: (actor) => people.disable(door(actor), { id: id(), personId }),
    enable: (actor) => people.enable(door(actor), { id: id(), personId }),
    signOut: (actor) => people.signOut(door(actor), { id: id(), personId }),
    link: (actor) => people.allowNewPassword(door(actor), { id: id(), personId, secret: newSecret() }),
    addChannel: (actor) => channels.add(door(actor), { id: id(), ...channel }),
    changeChannel: (actor) => channels.change(door(actor), { id: id(), channelId, ...channel, was: channel }),
    retireChannel: (actor) => channels.retire(door(actor), { id: id(), channelId }),
  }
  const before = await snapshot()
  for (const [name, act] of Object.entries(actions)) {
    expect([name, codeOf(await act(ofSinHo))]).toEqual([name, 'not_found'])
    expect([name, codeOf(await act(who.coordinator))]).toEqual([name, 'not_found'])
    expect([name, codeOf(await act(null))]).toEqual([name, 'not_signed_in'])
  }
  for (const actor of [who.coordinator, null]) {
    const rows = rowsOf('LC-MT;Đổi tên;;;;')
    await expect(preview(sql, actor, rows)).rejects.toMatchObject({ code: 'not_allowed' })
    const reply = await importUnits(door(actor), { id: id(), rows, seen: '' })
    expect(codeOf(reply)).toBe(actor ? 'not_allowed' : 'not_signed_in')
  }
  expect(await snapshot()).toEqual(before)
})

async function snapshot() {
  const { sql } = database
  return Promise.all([
    sql`select id, name, parent_id, valid_to from unit order by id`,
    sql`select id, name, disabled_at from person order by id`,
    sql`select person_id, unit_id, role from role_grant order by 1, 2, 3`,
    sql`select id, name, retired_at from channel order by id`,
  ])
}

test('an administrator of a unit sees that unit and below, and of people elsewhere only that there is more', async () => {
  const { sql } = database
  const ofMuongTe = await person(sql, 'admin', who.muongTe)
  await channelOf(who.sinHo, 'facebook:sinho')
  const school = await unit(sql, {
    code: 'MT-1',
    name: 'Trường 1',
    kind: 'grassroots_union',
    parent: who.muongTe,
  })
  await sql`update unit set member_count = 20 where id = ${school.id}`
  await sql`insert into role_grant (person_id, unit_id, role)
    values (${who.staffOfMuongTe.personId}, ${who.sinHo.id}, 'leader')`

  expect((await unitsKeptBy(sql, ofMuongTe)).map((one) => one.id)).toEqual([who.muongTe.id, school.id])
  expect((await unitChoices(sql, ofMuongTe)).map((one) => one.id)).toEqual([who.muongTe.id, school.id])
  expect(await channelsKeptBy(sql, ofMuongTe)).toEqual([])
  expect((await unitsWithoutPage(sql, ofMuongTe)).map((one) => one.id)).toEqual([school.id])
  const staff = (await peopleKeptBy(sql, ofMuongTe)).find((one) => one.id === who.staffOfMuongTe.personId)
  expect(staff).toMatchObject({ isKept: false, otherRoles: 1, grants: [{ role: 'staff' }] })
})

test('the lists are refused to those who administer nothing', async () => {
  const { sql } = database
  for (const list of [unitsKeptBy, unitChoices, peopleKeptBy, channelsKeptBy, unitsWithoutPage, headsFor]) {
    // Rejected, not thrown: pages ask for several at once, and one left behind would end the server.
    await expect(list(sql, who.coordinator)).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(list(sql, null)).rejects.toMatchObject({ code: 'not_allowed' })
  }
})

test('grassroots unions of 20 members and more without a page are listed, the largest first', async () => {
  const { sql } = database
  const school = async (code: string, members: number) => {
    const made = await unit(sql, { code, name: code, kind: 'grassroots_union', parent: who.muongTe })
    await sql`update unit set member_count = ${members} where id = ${made.id}`
    return made
  }
  const [small, large, paged, big] = [
    await school('A', 19),
    await school('B', 20),
    await school('C', 90),
    await school('D', 200),
  ]
  await channelOf(paged, 'facebook:c')
  const ids = (await unitsWithoutPage(sql, who.admin)).map((one) => one.id)
  expect(ids).toEqual([big.id, large.id])
  expect(ids).not.toContain(small.id)
})

test('people are listed as a Vietnamese dictionary orders their names', async () => {
  const { sql } = database
  const names = [
    'Hoàng Văn Dũng',
    'Đỗ Thị An',
    'Dương Văn Bình',
    'Hà Thị Mai',
    'Ngô Quang Huy',
    'Nguyễn Thị Hà',
  ]
  const added: number[] = []
  for (const name of names) {
    const { personId } = await person(sql, 'staff', who.muongTe)
    await sql`update person set name = ${name} where id = ${personId}`
    added.push(personId)
  }
  const listed = (await peopleKeptBy(sql, who.admin)).filter(({ id }) => added.includes(id))
  expect(listed.map(({ name }) => name)).toEqual([
    'Dương Văn Bình',
    'Đỗ Thị An',
    'Hà Thị Mai',
    'Hoàng Văn Dũng',
    'Ngô Quang Huy',
    'Nguyễn Thị Hà',
  ])
})
