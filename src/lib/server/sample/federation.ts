import { hash } from '@node-rs/argon2'
import type { ChannelKind } from '../../domain/channel.ts'
import type { Actor, Role } from '../../domain/person.ts'
import { channelKey } from '../../domain/link.ts'
import type { UnitKind } from '../../domain/unit.ts'
import type { Sql } from '../db/pool.ts'
import { departments, federation, grassroots, type SampleUnit, upperUnions } from './units.ts'

export type SampleLogin = { login: string; password: string; role: Role; unit: string }

export type Placed = SampleUnit & {
  id: number
  path: string
  staff: Actor
  pages: Partial<Record<ChannelKind, string>>
}

/** The sample federation once it is in the database. */
export type Federation = {
  id: number
  path: string
  coordinator: Actor
  units: Placed[]
  logins: SampleLogin[]
}

/** One password for all sample people: they exist to be tried. */
const samplePassword = 'caodiem-mau'

/** Lai Châu's units, a person for every role and the units' channels. The database must be empty. */
export async function loadFederation(sql: Sql): Promise<Federation> {
  const passwordHash = await hash(samplePassword)
  const top = await insertUnit(sql, { ...federation, kind: 'federation', parent: null })
  const logins: SampleLogin[] = []
  const join = async (
    login: string,
    given: { name: string; role: Role; unit: SampleUnit; at: { id: number; path: string } },
  ) => {
    const actor = await insertPerson(sql, { login, passwordHash, ...given })
    logins.push({ login, password: samplePassword, role: given.role, unit: given.unit.name })
    return actor
  }
  const coordinator = await join('dieuphoi', {
    name: 'Nguyễn Thị Hà',
    role: 'coordinator',
    unit: federation,
    at: top,
  })
  await join('lanhdao', { name: 'Trần Minh Đức', role: 'leader', unit: federation, at: top })
  await join('quantri', { name: 'Vàng A Sử', role: 'admin', unit: federation, at: top })
  await insertChannels(sql, top.id, federation)
  const units: Placed[] = []
  for (const [kind, list] of [
    ['upper_union', upperUnions],
    ['department', departments],
  ] as const) {
    for (const unit of list) {
      const at = await insertUnit(sql, { ...unit, kind, parent: top })
      const staff = await join(unit.login, { name: unit.officer, role: 'staff', unit, at })
      await insertChannels(sql, at.id, unit)
      units.push({ ...unit, ...at, staff, pages: { ...federationPages, ...pagesOf(unit) } })
    }
  }
  for (const unit of grassroots) {
    const parent = units.find(({ code }) => code === unit.under)
    if (!parent) throw new Error(`no unit ${unit.under} for ${unit.name}`)
    const at = await insertUnit(sql, { ...unit, kind: 'grassroots_union', parent })
    await insertChannels(sql, at.id, unit)
  }
  return { ...top, coordinator, units, logins }
}

const federationPages = pagesOf(federation)

function pagesOf({ page, portal, youtube, zalo }: SampleUnit): Partial<Record<ChannelKind, string>> {
  return {
    ...(page && { fanpage: `https://www.facebook.com/${page}` }),
    ...(portal && { portal: `https://${portal}` }),
    ...(youtube && { youtube: `https://www.youtube.com/@${youtube}` }),
    ...(zalo && { zalo: `https://zalo.me/${zalo}` }),
  }
}

async function insertUnit(
  sql: Sql,
  unit: SampleUnit & { kind: UnitKind; parent: { id: number; path: string } | null },
): Promise<{ id: number; path: string }> {
  const [row] = await sql<{ id: number; path: string }[]>`
    with new as (select nextval(pg_get_serial_sequence('unit', 'id')) as id)
    insert into unit (id, code, name, short_name, kind, parent_id, path, member_count)
    select id, ${unit.code}, ${unit.name}, ${unit.shortName}, ${unit.kind}, ${unit.parent?.id ?? null},
      (${unit.parent ? `${unit.parent.path}.` : ''}::text || id)::ltree, ${unit.members}
    from new returning id, path`
  if (!row) throw new Error('an insert returned no row')
  return row
}

async function insertPerson(
  sql: Sql,
  given: { login: string; name: string; role: Role; passwordHash: string; at: { id: number; path: string } },
): Promise<Actor> {
  const { login, name, role, passwordHash, at } = given
  const [row] = await sql<{ id: number }[]>`
    insert into person (login, name, password_hash) values (${login}, ${name}, ${passwordHash}) returning id`
  if (!row) throw new Error('an insert returned no row')
  await sql`insert into role_grant (person_id, unit_id, role) values (${row.id}, ${at.id}, ${role})`
  return { personId: row.id, grants: [{ role, unitId: at.id, unitPath: at.path }] }
}

async function insertChannels(sql: Sql, unitId: number, unit: SampleUnit): Promise<void> {
  for (const [kind, address] of Object.entries(pagesOf(unit)) as [ChannelKind, string][]) {
    await sql`
      insert into channel (unit_id, kind, name, address, address_key)
      values (${unitId}, ${kind}, ${unit.name}, ${address}, ${channelKey(address)})`
  }
}
