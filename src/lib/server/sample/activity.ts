import { randomUUID } from 'node:crypto'
import { isOpen } from '../../domain/assignment.ts'
import type { Board } from '../../domain/board.ts'
import type { Actor } from '../../domain/person.ts'
import type { Ask, Command } from '../../protocol/commands.ts'
import { run } from '../commands/dispatch.ts'
import type { Sql } from '../db/pool.ts'
import { boardSnapshot } from '../queries/board.ts'
import { chance as chanceOf, type Chance } from './chance.ts'
import type { Placed } from './federation.ts'
import { postLink } from './links.ts'
import { grown } from './posts.ts'
import { title } from './titles.ts'
import { departments, upperUnions } from './units.ts'

/** Whose work waits for whoever signs in as them: the README's first walk begins with it. */
const untouched: readonly string[] = ['LC-MT', 'LC-SH']

/** As many reported works stay for whoever tries to verify them. */
const toVerify = 6

/**
 * Plays the units' work on the sample campaign, so that a wall moves: about `perMinute` commands a minute, through
 * the same door as everybody's, until the signal. Gives how many were sent.
 */
export async function playActivity(
  sql: Sql,
  { perMinute, signal }: { perMinute: number; signal: AbortSignal },
): Promise<number> {
  const chance = chanceOf(Date.now() % 2 ** 31)
  const units = await placedUnits(sql)
  const [campaign] = await sql<{ id: number }[]>`
    select id from campaign where opened_at is not null and closed_at is null order by id limit 1`
  const coordinator = await actorOf(sql, 'dieuphoi')
  let sent = 0
  while (campaign && coordinator && units.length > 0 && !signal.aborted) {
    await pause((60_000 / perMinute) * (0.4 + 1.2 * chance.next()), signal)
    if (signal.aborted) break
    const { board } = await boardSnapshot(sql, campaign.id)
    const [actor, ask] = nextMove(board, { units, coordinator, chance })
    await run({ sql, actor }, { ...ask, id: randomUUID() } as Command)
    sent += 1
  }
  return sent
}

type Players = { units: Placed[]; coordinator: Actor; chance: Chance }

/**
 * Mostly counts, some new posts, now and then a step of the planned work. What is overdue stays so: a board without
 * trouble shows little.
 */
function nextMove(board: Board, { units, coordinator, chance }: Players): [Actor, Ask] {
  const campaignId = board.campaign.id
  const now = Date.now()
  const dice = chance.next()
  const unit = chance.pick(units)
  const posts = Object.values(board.posts)
  const waiting = Object.values(board.assignments).filter(({ state }) => state === 'done')
  if (dice < 0.06 && waiting.length > toVerify) {
    return [coordinator, { kind: 'verify', campaignId, assignmentIds: [chance.pick(waiting).id] }]
  }
  const own = Object.values(board.assignments).find(
    ({ unitId, state, dueAt }) =>
      unitId === unit.id && isOpen(state) && dueAt > now && !untouched.includes(unit.code),
  )
  const coverage = own && board.coverages[own.coverageId]
  if (dice < 0.15 && own && coverage) {
    if (own.state === 'assigned') return [unit.staff, { kind: 'accept', campaignId, assignmentIds: [own.id] }]
    const link = postLink(unit, coverage.channelKind, chance)
    const post = { link, title: title(chance), contentType: null, publishedAt: null }
    return [unit.staff, { kind: 'markDone', campaignId, assignmentId: own.id, posts: [post], fileIds: [] }]
  }
  if (dice < 0.8 && posts.length > 0) {
    const post = chance.pick(posts)
    return [coordinator, { kind: 'count', campaignId, postId: post.id, ...grown(post, chance) }]
  }
  return [
    unit.staff,
    {
      kind: 'reportPost',
      campaignId,
      unitId: unit.id,
      link: postLink(unit, 'fanpage', chance),
      title: title(chance),
      contentType: chance.pick(['news', 'photos', 'video'] as const),
      publishedAt: null,
      channelKind: 'fanpage',
    },
  ]
}

async function placedUnits(sql: Sql): Promise<Placed[]> {
  const placed: Placed[] = []
  for (const unit of [...upperUnions, ...departments]) {
    const [row] = await sql<{ id: number; path: string }[]>`
      select id, path from unit where code = ${unit.code} and valid_to is null`
    const staff = await actorOf(sql, unit.login)
    const pages = unit.page ? { fanpage: `https://www.facebook.com/${unit.page}` } : {}
    if (row && staff) placed.push({ ...unit, ...row, staff, pages })
  }
  return placed
}

async function actorOf(sql: Sql, login: string): Promise<Actor | null> {
  const grants = await sql<
    { personId: number; role: Actor['grants'][number]['role']; unitId: number; unitPath: string }[]
  >`
    select g.person_id, g.role, g.unit_id, u.path as unit_path
    from person p join role_grant g on g.person_id = p.id join unit u on u.id = g.unit_id
    where p.login = ${login} and p.disabled_at is null`
  const [first] = grants
  return first ? { personId: first.personId, grants: grants.map(({ personId: _, ...grant }) => grant) } : null
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
}
