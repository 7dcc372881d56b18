import { randomUUID } from 'node:crypto'
import type { ChannelKind } from '../../domain/channel.ts'
import type { ContentType } from '../../domain/coverage.ts'
import type { Actor } from '../../domain/person.ts'
import { dayOf, type Day, type Instant } from '../../domain/time.ts'
import type { Accepted, Ask, Command } from '../../protocol/commands.ts'
import { run } from '../commands/dispatch.ts'
import type { Sql } from '../db/pool.ts'
import { chance as chanceOf, type Chance } from './chance.ts'
import type { Federation, Placed } from './federation.ts'
import { postLink } from './links.ts'

const hour = 3_600_000
const dayLength = 24 * hour
export const timeZone = 'Asia/Ho_Chi_Minh'

/** A Workers' Month on its twelfth day of 31, told through commands as they would have come. */
export async function loadCampaign(sql: Sql, federation: Federation, now: Instant): Promise<number> {
  const told = teller(sql)
  const { coordinator, units } = federation
  const begin = now - 11 * dayLength
  const day = (offset: number): Day => dayOf(begin + offset * dayLength, timeZone)
  const created = await told(coordinator, begin - 9 * dayLength, {
    kind: 'createCampaign',
    campaignKind: 'workers_month',
    name: `Tháng Công nhân ${day(0).slice(0, 4)}`,
    startsOn: day(0),
    endsOn: day(30),
    peakDays: [day(0), day(11), day(18), day(27)],
    postTarget: 3100,
    unitId: federation.id,
    directives: [
      {
        symbol: '438/KH-LĐLĐ',
        issuedOn: dayOf(begin - 20 * dayLength, timeZone),
        issuer: 'LĐLĐ tỉnh Lai Châu',
        summary: 'Kế hoạch tổ chức Tháng Công nhân và Tháng hành động về an toàn, vệ sinh lao động',
        link: null,
      },
    ],
  })
  const campaignId = Number(created.result['campaignId'])
  await told(coordinator, begin - 3 * dayLength, { kind: 'openCampaign', campaignId })
  await loadWork(told, { campaignId, coordinator, units, now })
  return campaignId
}

export type Tell = (actor: Actor, at: Instant, ask: Ask) => Promise<Accepted>

/** Sends a command as of an instant; a refusal here is a bug of the sample. */
function teller(sql: Sql): Tell {
  return async (actor, at, ask) => {
    const reply = await run({ sql, actor, at }, { ...ask, id: randomUUID() } as Command)
    if (!reply.ok) throw new Error(`the sample's ${ask.kind} was refused: ${reply.code}`)
    return reply
  }
}

/** v verified, d done, a accepted, g given only, r returned, x declined, c cancelled; '.' is not asked. One letter a unit, in order. */
type Plan = {
  event: number | null
  title: string
  contentType: ContentType
  channelKind: ChannelKind
  /** Hours from now. */
  due: number
  states: string
}

const events = ['Trao quà đoàn viên', 'Tư vấn pháp luật lưu động']

const plans: Plan[] = [
  {
    event: 0,
    title: 'Tin trao quà đoàn viên khó khăn',
    contentType: 'news',
    channelKind: 'fanpage',
    due: 2,
    states: 'vvdggdvvdvd...',
  },
  {
    event: 0,
    title: 'Video trao quà đoàn viên',
    contentType: 'video',
    channelKind: 'fanpage',
    due: 2.5,
    states: 'vdaggadvdax...',
  },
  {
    event: 1,
    title: 'Ảnh tư vấn pháp luật',
    contentType: 'photos',
    channelKind: 'zalo',
    due: -3,
    states: 'vvv..vvvvd....',
  },
  {
    event: 1,
    title: 'Livestream tư vấn pháp luật',
    contentType: 'livestream',
    channelKind: 'fanpage',
    due: -1,
    states: 'v...........v.',
  },
  {
    event: null,
    title: 'Bài chuyên sâu: gương người lao động',
    contentType: 'in_depth',
    channelKind: 'portal',
    due: -17,
    states: 'v.gg...vg..d..',
  },
  {
    event: null,
    title: 'Bài: gương người lao động',
    contentType: 'article',
    channelKind: 'portal',
    due: 4,
    states: 'dr.....v...v..',
  },
  {
    event: null,
    title: 'Phóng sự: công nhân vùng biên',
    contentType: 'reportage',
    channelKind: 'radio_tv',
    due: 5,
    states: '..........ca.a',
  },
  {
    event: null,
    title: 'Infographic quyền của người lao động',
    contentType: 'infographic',
    channelKind: 'portal',
    due: 5,
    states: '............vd',
  },
]

async function loadWork(
  told: Tell,
  given: { campaignId: number; coordinator: Actor; units: Placed[]; now: Instant },
): Promise<void> {
  const { campaignId, coordinator, units, now } = given
  const chance = chanceOf(438)
  const eventIds: number[] = []
  for (const [index, name] of events.entries()) {
    const made = await told(coordinator, now - 30 * hour, {
      kind: 'addEvent',
      campaignId,
      name,
      place: 'Trung tâm Hội nghị tỉnh',
      startsAt: onTheHour(now - (5 - index) * hour),
      endsAt: null,
      hostUnitId: units[index]?.id ?? null,
    })
    eventIds.push(Number(made.result['eventId']))
  }
  for (const plan of plans) {
    const dueAt = onTheHour(now + plan.due * hour)
    const covered = await told(coordinator, now - 29 * hour, {
      kind: 'addCoverage',
      campaignId,
      eventId: plan.event === null ? null : (eventIds[plan.event] ?? null),
      title: plan.title,
      contentType: plan.contentType,
      channelKind: plan.channelKind,
      dueAt,
    })
    const asked = [...plan.states].flatMap((state, index) => {
      const unit = units[index]
      return unit && state !== '.' ? [{ unit, state }] : []
    })
    const made = await told(coordinator, now - 28 * hour, {
      kind: 'assign',
      campaignId,
      coverageIds: [Number(covered.result['coverageId'])],
      unitIds: asked.map(({ unit }) => unit.id),
      personId: null,
      dueAt: null,
    })
    const ids = made.result['assignmentIds'] as number[]
    for (const [index, { unit, state }] of asked.entries()) {
      const work = { campaignId, assignmentId: ids[index] ?? 0, unit, plan, dueAt }
      await bringTo(told, state, { ...work, coordinator, now, chance })
    }
  }
}

async function bringTo(
  told: Tell,
  state: string,
  given: {
    campaignId: number
    assignmentId: number
    unit: Placed
    plan: Plan
    dueAt: Instant
    coordinator: Actor
    now: Instant
    chance: Chance
  },
): Promise<void> {
  const { campaignId, assignmentId, unit, plan, coordinator, now, chance } = given
  const onIt = { campaignId, assignmentIds: [assignmentId] }
  const doneAt = Math.min(given.dueAt, now) - chance.between(10, 240) * 60_000
  if (state === 'c') {
    await told(coordinator, doneAt, { kind: 'cancel', ...onIt, reason: 'Đài đã cử phóng viên riêng' })
    return
  }
  if (state !== 'g') await told(unit.staff, doneAt - 2 * hour, { kind: 'accept', ...onIt })
  if (state === 'x') {
    await told(unit.staff, doneAt, {
      kind: 'decline',
      ...onIt,
      reason: 'Máy quay hỏng, xin giao đơn vị khác',
    })
  }
  if (!'vdr'.includes(state)) return
  const post = {
    link: postLink(unit, plan.channelKind, chance),
    title: '',
    contentType: null,
    publishedAt: doneAt - 300_000,
  }
  await told(unit.staff, doneAt, {
    kind: 'markDone',
    campaignId,
    assignmentId,
    posts: [{ ...post, title: plan.title }],
    fileIds: [],
  })
  if (state === 'v') await told(coordinator, doneAt + 20 * 60_000, { kind: 'verify', ...onIt })
  if (state === 'r') {
    await told(coordinator, doneAt + 20 * 60_000, {
      kind: 'return',
      ...onIt,
      reason: 'Thiếu ảnh người thật, việc thật',
    })
  }
}

function onTheHour(at: Instant): Instant {
  return Math.round(at / (hour / 2)) * (hour / 2)
}
