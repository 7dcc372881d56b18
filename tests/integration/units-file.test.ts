import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '#lib/domain/person.ts'
import type { UnitRow } from '#lib/domain/units-import.ts'
import type { Reply } from '#lib/protocol/commands.ts'
import { importUnits, preview } from '#lib/server/commands/units-import.ts'
import { headsFor } from '#lib/server/queries/admin.ts'
import * as unitStore from '#lib/server/store/unit.ts'
import { cast, type Cast, person, unit } from '../support/cast.ts'
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

const door = (actor: Actor | null) => ({ sql: database.sql, actor })
const id = () => randomUUID()

function codeOf(reply: Reply): string {
  return reply.ok ? 'ok' : reply.code
}

async function apply(actor: Actor, rows: UnitRow[], commandId = id()): Promise<Reply> {
  const { mark } = await preview(database.sql, actor, rows)
  return importUnits(door(actor), { id: commandId, rows, seen: mark })
}

test('a units file adds what is new and changes what differs, whatever order its rows stand in', async () => {
  const rows = rowsOf(
    'LC-MT-01;CĐCS Trường THPT Mường Tè;THPT Mường Tè;;LC-MT;52',
    'LC-TU-01;CĐCS Trường THPT Tân Uyên;;;LC-TU;57',
    'LC-TU;LĐLĐ huyện Tân Uyên;Tân Uyên;;LC;2060',
    'LC-MT;LĐLĐ huyện Mường Tè;Mường Tè;;;1870',
  )
  const reply = await apply(who.admin, rows)
  expect(reply).toMatchObject({ ok: true, result: { added: 3, changed: 1 } })
  const now = new Map((await unitStore.standing(database.sql)).map((one) => [one.code, one]))
  expect(now.get('LC-MT')).toMatchObject({ shortName: 'Mường Tè', memberCount: 1870, id: who.muongTe.id })
  expect(now.get('LC-TU-01')?.path).toBe(`${now.get('LC-TU')?.path}.${now.get('LC-TU-01')?.id}`)
  expect(now.get('LC-TU-01')?.parentCode).toBe('LC-TU')
})

test('the same units file twice changes nothing, and says nothing to the screens', async () => {
  const rows = rowsOf('LC-TU;LĐLĐ huyện Tân Uyên;Tân Uyên;;LC;2060')
  await apply(who.admin, rows)
  const before = await headsFor(database.sql, who.admin)
  expect(await apply(who.admin, rows)).toMatchObject({ ok: true, result: { added: 0, changed: 0 } })
  expect(await headsFor(database.sql, who.admin)).toEqual(before)
})

test('a units file sent twice under one command id is applied once', async () => {
  const rows = rowsOf('LC-TU;LĐLĐ huyện Tân Uyên;Tân Uyên;;LC;2060')
  const { mark } = await preview(database.sql, who.admin, rows)
  const command = { id: id(), rows, seen: mark }
  const [first, second] = await Promise.all([
    importUnits(door(who.admin), command),
    importUnits(door(who.admin), command),
  ])
  expect(second).toEqual(first)
  expect(first).toMatchObject({ ok: true, result: { added: 1 } })
})

test('blank cells keep what a unit has', async () => {
  await database.sql`update unit set member_count = 1870, short_name = 'Mường Tè' where id = ${who.muongTe.id}`
  const { rows } = await preview(database.sql, who.admin, rowsOf('lc-mt;LĐLĐ huyện Mường Tè mới;;;;'))
  expect(rows).toMatchObject([
    {
      kind: 'change',
      changes: [{ column: 'name', from: 'LĐLĐ huyện Mường Tè', to: 'LĐLĐ huyện Mường Tè mới' }],
    },
  ])
})

test('rows with errors are left out and the others applied', async () => {
  const rows = rowsOf(
    'LC-TU;LĐLĐ huyện Tân Uyên;;;LC;2060',
    ';CĐCS không mã;;;LC;3',
    'LC-XX-1;CĐCS Trường THPT;;;LC-XX;3',
  )
  const plan = await preview(database.sql, who.admin, rows)
  expect(plan.rows.map(({ kind }) => kind)).toEqual(['add', 'bad', 'bad'])
  expect(await apply(who.admin, rows)).toMatchObject({ ok: true, result: { added: 1, changed: 0 } })
})

test('units trade places in one file without losing what is below them', async () => {
  const { sql } = database
  const school = await unit(sql, {
    code: 'MT-1',
    name: 'CĐCS Trường 1',
    kind: 'grassroots_union',
    parent: who.muongTe,
  })
  const rows = rowsOf('LC-MT;LĐLĐ huyện Mường Tè;;;LC-SH;', 'MT-1;CĐCS Trường 1;;;LC-SH;')
  expect(await apply(who.admin, rows)).toMatchObject({ ok: true, result: { added: 0, changed: 2 } })
  const now = new Map((await unitStore.standing(sql)).map((one) => [one.id, one.path]))
  expect(now.get(who.muongTe.id)).toBe(`${who.sinHo.path}.${who.muongTe.id}`)
  expect(now.get(school.id)).toBe(`${who.sinHo.path}.${school.id}`)

  const turned = rowsOf('LC-MT;LĐLĐ huyện Mường Tè;;;LC;', 'LC-SH;LĐLĐ huyện Sìn Hồ;;;LC-MT;')
  expect(await apply(who.admin, turned)).toMatchObject({ ok: true, result: { changed: 2 } })
  const then = new Map((await unitStore.standing(sql)).map((one) => [one.id, one.path]))
  expect(then.get(school.id)).toBe(`${who.muongTe.path}.${who.sinHo.id}.${school.id}`)
})

test('a file reaches no further than its sender', async () => {
  const { sql } = database
  const ofMuongTe = await person(sql, 'admin', who.muongTe)
  await sql`update unit set valid_to = current_date where id = ${who.elsewhere.id}`
  const rows = rowsOf(
    'LC-SH;LĐLĐ huyện Sìn Hồ đổi tên;;;;',
    'LC-NEW;LĐLĐ huyện Mới;;;LC;',
    'LC-NEW-1;CĐCS Trường Mới;;;LC-NEW;',
    'LC-MT;LĐLĐ huyện Mường Tè;;;LC-SH;',
    'DB;LĐLĐ tỉnh Điện Biên khác;;;;',
    'LC-MT-9;CĐCS Trường của mình;;;LC-MT;9',
  )
  const plan = await preview(sql, ofMuongTe, rows)
  expect(
    plan.rows.map((row) =>
      row.kind === 'bad' ? row.errors.map(({ code, column }) => `${code} ${column}`) : row.kind,
    ),
  ).toEqual([
    ['not_kept code'],
    ['not_kept parentCode'],
    ['parent_is_bad parentCode'],
    ['not_kept parentCode'],
    ['has_ended code'],
    'add',
  ])
  expect(await apply(ofMuongTe, rows)).toMatchObject({ ok: true, result: { added: 1, changed: 0 } })
})

test('a file whose outcome has changed since it was looked at is not applied', async () => {
  const rows = rowsOf('LC-MT;LĐLĐ huyện Mường Tè;;;;1900')
  const { mark } = await preview(database.sql, who.admin, rows)
  await database.sql`update unit set member_count = 1890 where id = ${who.muongTe.id}`
  const reply = await importUnits(door(who.admin), { id: id(), rows, seen: mark })
  expect(codeOf(reply)).toBe('changed_meanwhile')
})
