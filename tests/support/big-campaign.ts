import type { Actor } from '#lib/domain/person.ts'
import type { Sql, Tx } from '#lib/server/db/pool.ts'
import { type Cast, type CastUnit, done, person } from './cast.ts'

/** Campaigns of any size, written by a few statements on whole sets: tables as commands leave them, without their entries. */

export type Unions = { ids: number[]; staff: Actor }

/** Unions below the federation with a Fanpage each, and somebody who works for the first of them. */
export async function unions(sql: Sql, { federation }: Cast, count: number): Promise<Unions> {
  const made = await sql<CastUnit[]>`
    with new as (
      select nextval(pg_get_serial_sequence('unit', 'id')) as id, n from generate_series(1, ${count}::int) n)
    insert into unit (id, code, name, short_name, kind, parent_id, path)
    select id, 'CS-' || id, 'Công đoàn cơ sở số ' || n, 'CS ' || n, 'grassroots_union', ${federation.id},
      ${federation.path}::ltree || id::text
    from new order by n returning id, path`
  const ids = made.map(({ id }) => id)
  await sql`
    insert into channel (unit_id, kind, name, address, address_key)
    select id, 'fanpage', 'Fanpage ' || id, 'https://facebook.com/cs' || id, 'facebook:cs' || id
    from unnest(${ids}::bigint[]) as id`
  const [first] = made
  if (!first) throw new Error('no union was made')
  return { ids, staff: await person(sql, 'staff', first) }
}

/** A campaign of the federation that is under way, with nothing in it. */
export async function campaignUnderWay(sql: Sql, who: Cast): Promise<number> {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
  const created = await done(sql, who.coordinator, {
    kind: 'createCampaign',
    campaignKind: 'workers_month',
    name: 'Tháng Công nhân',
    startsOn: day(-daysGone),
    endsOn: day(5),
    peakDays: [day(0)],
    postTarget: 1000,
    unitId: who.federation.id,
    directives: [],
  })
  const campaignId = Number(created.result['campaignId'])
  await done(sql, who.coordinator, { kind: 'openCampaign', campaignId })
  return campaignId
}

const daysGone = 25

/** Spontaneous posts of all unions on all days so far, each with the names it goes by and its first count. */
export function addPosts(
  sql: Sql,
  { campaignId, unionIds, count }: { campaignId: number; unionIds: readonly number[]; count: number },
): Promise<void> {
  return inBulk(sql, ['post', 'post_key', 'engagement'], async (tx) => {
    const before = await newestPost(tx)
    await tx`
      insert into post (campaign_id, unit_id, channel_id, channel_kind, link, title, content_type, published_at,
        reported_by, reported_at, reactions, comments, shares, views, counted_at, counted_from)
      select ${campaignId}, c.unit_id, c.id, c.kind, 'https://cd.vn/' || ${campaignId}::bigint || '/' || n, 'Tin ' || n,
        (array['news', 'article', 'photos', 'video'])[1 + n % 4],
        now() - interval '1 minute' - ((n / ${unionIds.length}::int + n) % ${daysGone * 24}::int) * interval '1 hour',
        null, now(), n % 90, n % 12, n % 7, n % 900, now(), 'file'
      from generate_series(1, ${count}::int) n
      join (select *, row_number() over (order by id) as ordinal from channel
        where unit_id = any(${[...unionIds]})) c on c.ordinal = 1 + (n * 7919::bigint) % ${unionIds.length}::int`
    await namesAndCounts(tx, campaignId, before)
  })
}

/**
 * Work until there are `count` assignments of at most `unionIds.length` unions: a tenth overdue, half done with a post
 * of its own, and of those half verified.
 */
export async function addWork(
  sql: Sql,
  { campaignId, unionIds, count }: { campaignId: number; unionIds: readonly number[]; count: number },
): Promise<void> {
  const before = await newestPost(sql)
  await sql`
    insert into coverage (campaign_id, title, content_type, channel_kind, due_at)
    select ${campaignId}, 'Tin, bài về lễ phát động, ngày thứ ' || n, 'news', 'fanpage',
      now() + (n % 5) * interval '1 day' + interval '1 hour'
    from generate_series(1, ${Math.ceil(count / unionIds.length)}::int) n`
  await sql`
    insert into assignment (campaign_id, coverage_id, unit_id, due_at, state, state_by, state_at, done_by, done_at, before)
    select ${campaignId}, o.id, unit_id, case when ordinal % 10 = 1 then now() - interval '1 hour' else o.due_at end, state,
      g.person_id, now(),
      case when state in ('done', 'verified') then g.person_id end,
      case when state in ('done', 'verified') then now() end,
      case when state <> 'assigned' then jsonb_build_object('unitId', unit_id, 'personId', null, 'dueAt',
        (extract(epoch from o.due_at) * 1000)::bigint, 'state', 'assigned', 'stateBy', g.person_id, 'stateAt',
        (extract(epoch from now()) * 1000)::bigint, 'reason', null, 'doneBy', null, 'doneAt', null) end
    from (select o.*, unit_id, row_number() over (order by o.id, unit_id) as ordinal
      from coverage o, unnest(${[...unionIds]}::bigint[]) as unit_id where o.campaign_id = ${campaignId}) o
    cross join lateral (select (array['done', 'assigned', 'verified', 'accepted'])[1 + ordinal % 4] as state) s,
    (select person_id from role_grant where role = 'coordinator' order by person_id limit 1) g
    where ordinal <= ${count}
    on conflict (coverage_id, unit_id) where state <> 'cancelled' do nothing`
  await sql`
    insert into post (campaign_id, unit_id, channel_id, channel_kind, assignment_id, link, title, content_type, published_at,
      reported_by, reported_at)
    select ${campaignId}, a.unit_id, c.id, c.kind, a.id, 'https://facebook.com/cs' || a.unit_id || '/posts/' || a.id,
      'Lễ phát động Tháng Công nhân tại công đoàn cơ sở số ' || a.unit_id, 'news', now() - interval '1 minute', a.done_by, now()
    from assignment a join channel c on c.unit_id = a.unit_id
    where a.campaign_id = ${campaignId} and a.state in ('done', 'verified')
      and not exists (select from post p where p.assignment_id = a.id)`
  await namesAndCounts(sql, campaignId, before)
}

async function newestPost(sql: Sql | Tx): Promise<number> {
  const [row] = await sql<{ id: number }[]>`select coalesce(max(id), 0)::bigint as id from post`
  return row?.id ?? 0
}

/** What commands write beside the posts after `before`: the link it is found by, its counts, and the campaign's tallies. */
async function namesAndCounts(sql: Sql | Tx, campaignId: number, before: number): Promise<void> {
  await sql`
    with fresh as (select * from post where campaign_id = ${campaignId} and id > ${before}),
    counted as (
      insert into engagement (post_id, at, day, reactions, comments, shares, views, counted_from)
      select id, counted_at, (published_at at time zone 'Asia/Ho_Chi_Minh')::date, reactions, comments, shares, views,
        counted_from
      from fresh where counted_at is not null),
    tallied as (
      insert into tally (campaign_id, unit_id, channel_id, channel_kind, day, posts, reactions, comments, shares, views)
      select campaign_id, unit_id, channel_id, channel_kind, (published_at at time zone 'Asia/Ho_Chi_Minh')::date, count(*),
        sum(reactions), sum(comments), sum(shares), sum(views)
      from fresh group by 1, 2, 3, 4, 5
      on conflict on constraint tally_once do update set posts = tally.posts + excluded.posts,
        reactions = tally.reactions + excluded.reactions, comments = tally.comments + excluded.comments,
        shares = tally.shares + excluded.shares, views = tally.views + excluded.views)
    insert into post_key (key, post_id) select link, id from fresh`
}

/**
 * Writes many rows without their indexes and references, and makes the indexes afterwards: a minute instead of three for
 * a million posts. Nobody else may be at work.
 */
async function inBulk(sql: Sql, tables: readonly string[], write: (tx: Tx) => Promise<void>): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`set local maintenance_work_mem = '512MB'`
    const indexes = await tx<{ name: string; made: string }[]>`
      select i.indexname as name, i.indexdef as made from pg_indexes i
      where tablename = any(${[...tables]}) and not exists (
        select from pg_constraint c where c.conname = i.indexname)`
    for (const { name } of indexes) await tx`drop index ${tx(name)}`
    await write(tx)
    for (const { made } of indexes) await tx.unsafe(made)
  })
}

/** As the database is after a while: without it the planner knows nothing of what was written a moment ago. */
export async function settle(sql: Sql): Promise<void> {
  for (const table of [
    'post',
    'post_key',
    'engagement',
    'assignment',
    'tally',
    'coverage',
    'unit',
    'channel',
  ]) {
    await sql`vacuum (analyze) ${sql(table)}`
  }
}
