import type { Channel } from '../../domain/channel.ts'
import { DomainError } from '../../domain/error.ts'
import { holds, mayAdminister, mayKeepPerson } from '../../domain/may.ts'
import type { Actor, Grant } from '../../domain/person.ts'
import { membersThatNeedAPage } from '../../domain/unit.ts'
import type {
  KeptChannel,
  KeptPerson,
  KeptUnit,
  UnitChoice,
  UnitWithoutPage,
} from '../../protocol/admin-answers.ts'
import type { Sql } from '../db/pool.ts'
import { headOf } from '../journal/journal.ts'

/** What administrators look at: only the units they keep and below. All throw not_allowed for everybody else. */

/** Where the streams stand, read before the lists so that nothing is missed between the two. */
export async function headsFor(sql: Sql, actor: Actor | null): Promise<{ org: number; people: number }> {
  pathsKeptBy(actor)
  const [org, people] = await Promise.all([headOf(sql, 'org'), headOf(sql, 'people')])
  return { org: org ?? 0, people: people ?? 0 }
}

/** Units in use, parents before children, with what each holds itself. */
export async function unitsKeptBy(sql: Sql, actor: Actor | null): Promise<KeptUnit[]> {
  const paths = pathsKeptBy(actor)
  return sql<KeptUnit[]>`
    select u.id, u.code, u.name, u.short_name, u.kind, u.parent_id, u.path, u.member_count,
      coalesce(g.people, 0) as people, coalesce(c.channels, 0) as channels, coalesce(a.open, 0) as open,
      coalesce(a.work, 0) as work
    from unit u
    left join (
      select unit_id, count(distinct person_id) as people from role_grant join person p on p.id = person_id
      where p.disabled_at is null group by unit_id
    ) g on g.unit_id = u.id
    left join (
      select unit_id, count(*) as channels from channel where retired_at is null group by unit_id
    ) c on c.unit_id = u.id
    left join (
      select a.unit_id, count(*) filter (where a.state <> 'cancelled') as work,
        count(*) filter (where a.state in ('assigned', 'accepted', 'returned') and k.closed_at is null) as open
      from assignment a join campaign k on k.id = a.campaign_id group by a.unit_id
    ) a on a.unit_id = u.id
    where u.valid_to is null and u.path <@ any(${paths}::ltree[])
    order by u.path`
}

/** Units to choose from in a form, parents before children. */
export async function unitChoices(sql: Sql, actor: Actor | null): Promise<UnitChoice[]> {
  const paths = pathsKeptBy(actor)
  return sql<UnitChoice[]>`
    select id, code, name, short_name, parent_id, path from unit
    where valid_to is null and path <@ any(${paths}::ltree[]) order by path`
}

type PersonFacts = Omit<KeptPerson, 'grants' | 'otherRoles' | 'isKept'> & {
  grants: (Grant & { unitName: string; hasEnded: boolean })[]
}

/** Everybody with a role in a kept unit. Roles they hold elsewhere are counted, not told. */
export async function peopleKeptBy(sql: Sql, actor: Actor | null): Promise<KeptPerson[]> {
  const paths = pathsKeptBy(actor)
  const rows = await sql<PersonFacts[]>`
    select p.id, p.login, p.name, p.disabled_at, p.password_hash is not null as has_password,
      (select max(l.expires_at) from one_time_link l
        where l.person_id = p.id and l.used_at is null and l.expires_at > now()) as link_until,
      s.devices, s.signed_in_at,
      (select jsonb_agg(jsonb_build_object(
          'role', g.role, 'unitId', g.unit_id, 'unitPath', u.path::text, 'unitName', u.name,
          'hasEnded', u.valid_to is not null
        ) order by u.path, g.role)
        from role_grant g join unit u on u.id = g.unit_id where g.person_id = p.id) as grants
    from person p
    left join lateral (
      select count(*) as devices, max(created_at) as signed_in_at from session
      where person_id = p.id and expires_at > now()
    ) s on true
    where exists (
      select 1 from role_grant g join unit u on u.id = g.unit_id
      where g.person_id = p.id and u.path <@ any(${paths}::ltree[]))`
  return rows.toSorted(byName).map(({ grants, ...person }) => {
    const kept = grants.filter(({ unitPath }) => mayAdminister(actor, unitPath))
    return {
      ...person,
      grants: kept,
      otherRoles: grants.length - kept.length,
      isKept: mayKeepPerson(actor, grants),
    }
  })
}

/** As a dictionary orders names, which the database does only where it was set up with a language. */
function byName(one: PersonFacts, other: PersonFacts): number {
  return inVietnamese.compare(one.name, other.name) || one.id - other.id
}

const inVietnamese = new Intl.Collator('vi')

/** Channels in use of kept units. */
export async function channelsKeptBy(sql: Sql, actor: Actor | null): Promise<KeptChannel[]> {
  const paths = pathsKeptBy(actor)
  return sql<(Channel & KeptChannel)[]>`
    select c.id, c.unit_id, c.kind, c.name, c.address, u.name as unit_name, u.path as unit_path,
      coalesce(t.posts, 0) as posts
    from channel c join unit u on u.id = c.unit_id
    left join (select channel_id, sum(posts) as posts from tally group by channel_id) t on t.channel_id = c.id
    where c.retired_at is null and u.valid_to is null and u.path <@ any(${paths}::ltree[])
    order by u.path, c.kind, c.id`
}

/** Grassroots unions so large that they are to have a Facebook page, and have none. */
export async function unitsWithoutPage(sql: Sql, actor: Actor | null): Promise<UnitWithoutPage[]> {
  const paths = pathsKeptBy(actor)
  return sql<UnitWithoutPage[]>`
    select u.id, u.name, u.member_count, p.name as parent_name
    from unit u left join unit p on p.id = u.parent_id
    where u.kind = 'grassroots_union' and u.valid_to is null and u.member_count >= ${membersThatNeedAPage}
      and u.path <@ any(${paths}::ltree[])
      and not exists (
        select 1 from channel c where c.unit_id = u.id and c.kind = 'fanpage' and c.retired_at is null)
    order by u.member_count desc, u.id`
}

function pathsKeptBy(actor: Actor | null): string[] {
  if (!holds(actor, 'admin')) throw new DomainError('not_allowed', { needs: 'admin' })
  return (actor?.grants ?? []).flatMap(({ role, unitPath }) => (role === 'admin' ? [unitPath] : []))
}
