import { randomUUID } from 'node:crypto'
import type { Actor, Role } from '#lib/domain/person.ts'
import type { Accepted, Ask, Command, Reply } from '#lib/protocol/commands.ts'
import { run } from '#lib/server/commands/dispatch.ts'
import type { Sql } from '#lib/server/db/pool.ts'

export type CastUnit = { id: number; path: string }

/** A small federation: two unions under it, one neighbour apart, and a person for every role. */
export type Cast = {
  federation: CastUnit
  muongTe: CastUnit
  sinHo: CastUnit
  /** A federation of another province: nothing of ours is theirs to see. */
  elsewhere: CastUnit
  admin: Actor
  coordinator: Actor
  leader: Actor
  staffOfMuongTe: Actor
  staffOfSinHo: Actor
  stranger: Actor
}

export async function cast(sql: Sql): Promise<Cast> {
  const federation = await unit(sql, { code: 'LC', name: 'LĐLĐ tỉnh Lai Châu', kind: 'federation' })
  const muongTe = await unit(sql, { code: 'LC-MT', name: 'LĐLĐ huyện Mường Tè', parent: federation })
  const sinHo = await unit(sql, { code: 'LC-SH', name: 'LĐLĐ huyện Sìn Hồ', parent: federation })
  const elsewhere = await unit(sql, { code: 'DB', name: 'LĐLĐ tỉnh Điện Biên', kind: 'federation' })
  return {
    federation,
    muongTe,
    sinHo,
    elsewhere,
    admin: await person(sql, 'admin', federation),
    coordinator: await person(sql, 'coordinator', federation),
    leader: await person(sql, 'leader', federation),
    staffOfMuongTe: await person(sql, 'staff', muongTe),
    staffOfSinHo: await person(sql, 'staff', sinHo),
    stranger: await person(sql, 'coordinator', elsewhere),
  }
}

export async function unit(
  sql: Sql,
  given: { code: string; name: string; kind?: string; parent?: CastUnit },
): Promise<CastUnit> {
  const [row] = await sql<CastUnit[]>`
    with new as (select nextval(pg_get_serial_sequence('unit', 'id')) as id)
    insert into unit (id, code, name, short_name, kind, parent_id, path)
    select id, ${given.code}, ${given.name}, ${given.code}, ${given.kind ?? 'upper_union'},
      ${given.parent?.id ?? null}, (${given.parent ? given.parent.path + '.' : ''}::text || id)::ltree
    from new returning id, path`
  if (!row) throw new Error('no unit')
  return row
}

export async function person(sql: Sql, role: Role, at: CastUnit): Promise<Actor> {
  const login = `${role}-${randomUUID().slice(0, 8)}`
  const [row] = await sql<{ id: number }[]>`
    insert into person (login, name) values (${login}, ${login}) returning id`
  if (!row) throw new Error('no person')
  await sql`insert into role_grant (person_id, unit_id, role) values (${row.id}, ${at.id}, ${role})`
  return { personId: row.id, grants: [{ role, unitId: at.id, unitPath: at.path }] }
}

/** Sends what an actor asks, under a new command id or the one given. */
export function ask(sql: Sql, actor: Actor | null, asked: Ask, id: string = randomUUID()): Promise<Reply> {
  return run({ sql, actor }, { ...asked, id } as Command)
}

/** The same, where being refused fails the test. */
export async function done(sql: Sql, actor: Actor, asked: Ask): Promise<Accepted> {
  const reply = await ask(sql, actor, asked)
  if (!reply.ok) throw new Error(`${asked.kind} was refused: ${reply.code} ${JSON.stringify(reply.data)}`)
  return reply
}

export const may = { startsOn: '2026-05-01', endsOn: '2026-05-31' }

/** Workers' Month of the federation, open, with one coverage and an assignment of each union. */
export async function openCampaign(
  sql: Sql,
  who: Cast,
): Promise<{ campaignId: number; coverageId: number; assignmentIds: [number, number] }> {
  const created = await done(sql, who.coordinator, {
    kind: 'createCampaign',
    campaignKind: 'workers_month',
    name: 'Tháng Công nhân',
    ...may,
    peakDays: ['2026-05-01'],
    postTarget: 100,
    unitId: who.federation.id,
    directives: [],
  })
  const campaignId = Number(created.result['campaignId'])
  const covered = await done(sql, who.coordinator, {
    kind: 'addCoverage',
    campaignId,
    eventId: null,
    title: 'Lễ phát động',
    contentType: 'news',
    channelKind: 'fanpage',
    dueAt: Date.parse('2026-05-01T17:00:00+07:00'),
  })
  const coverageId = Number(covered.result['coverageId'])
  const assigned = await done(sql, who.coordinator, {
    kind: 'assign',
    campaignId,
    coverageIds: [coverageId],
    unitIds: [who.muongTe.id, who.sinHo.id],
    personId: null,
    dueAt: null,
  })
  await done(sql, who.coordinator, { kind: 'openCampaign', campaignId })
  const [first, second] = assigned.result['assignmentIds'] as number[]
  if (first === undefined || second === undefined) throw new Error('two assignments were made')
  return { campaignId, coverageId, assignmentIds: [first, second] }
}
