import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import type { ChannelKind } from '#lib/domain/channel.ts'
import { type Day, dayOf } from '#lib/domain/time.ts'
import type { Directory } from '#lib/protocol/answers.ts'
import type { Ask } from '#lib/protocol/commands.ts'
import type { MetaPost } from './meta-export.ts'

const dayLength = 86_400_000

type CampaignGiven = Partial<Omit<Extract<Ask, { kind: 'createCampaign' }>, 'kind'>>

/** Sends a command as whoever is signed in on the page; refused, it fails the test. Gives its result. */
export async function sendAs(page: Page, asked: Ask): Promise<Record<string, unknown>> {
  const response = await page.request.post('/api/commands', { data: { id: randomUUID(), ...asked } })
  const reply = (await response.json()) as { ok: boolean; result: Record<string, unknown> }
  expect(reply, `${asked.kind}: ${JSON.stringify(reply)}`).toMatchObject({ ok: true })
  return reply.result
}

/** The id of a unit of the sample. */
export async function unitIdOf(page: Page, shortName: string): Promise<number> {
  const { units } = (await (await page.request.get('/api/campaigns/1/directory')).json()) as Directory
  const unit = units.find((one) => one.shortName === shortName)
  if (!unit) throw new Error(`the sample has no unit ${shortName}`)
  return unit.id
}

/** A day of the sample's time zone, so many days from now. */
export function dayIn(days: number): Day {
  return dayOf(Date.now() + days * dayLength, 'Asia/Ho_Chi_Minh')
}

/** A campaign of the federation around today that is being prepared. */
export async function createCampaignAs(
  coordinator: Page,
  name: string,
  given: CampaignGiven = {},
): Promise<number> {
  const { campaignId } = await sendAs(coordinator, {
    kind: 'createCampaign',
    campaignKind: 'other',
    name: unique(name),
    startsOn: dayIn(-10),
    endsOn: dayIn(20),
    peakDays: [],
    postTarget: null,
    unitId: await unitIdOf(coordinator, 'Lai Châu'),
    directives: [],
    ...given,
  })
  return Number(campaignId)
}

/** The same, open. */
export async function openCampaignAs(
  coordinator: Page,
  name: string,
  given: CampaignGiven = {},
): Promise<number> {
  const campaignId = await createCampaignAs(coordinator, name, given)
  await sendAs(coordinator, { kind: 'openCampaign', campaignId })
  return campaignId
}

type Work = {
  campaignId: number
  title: string
  unitIds: number[]
  eventId?: number | null
  channelKind?: ChannelKind
  dueAt?: number
}

/** Asks units for a coverage; gives their assignments, in the order of the units. */
export async function assignAs(coordinator: Page, given: Work): Promise<number[]> {
  const { campaignId, title, unitIds, eventId = null, channelKind = 'fanpage' } = given
  // Far enough to be open whatever the hour.
  const { dueAt = Date.now() + 3 * dayLength } = given
  const coverage = { campaignId, eventId, title, contentType: 'news', channelKind, dueAt } as const
  const { coverageId } = await sendAs(coordinator, { kind: 'addCoverage', ...coverage })
  const coverageIds = [Number(coverageId)]
  const work = { campaignId, coverageIds, unitIds, personId: null, dueAt: null }
  const { assignmentIds } = await sendAs(coordinator, { kind: 'assign', ...work })
  return assignmentIds as number[]
}

/** Reports work of Mường Tè done with a post nobody has entered. */
export async function markDoneAs(
  page: Page,
  { campaignId, assignmentId, title }: { campaignId: number; assignmentId: number; title: string },
): Promise<void> {
  const posts = [{ link: postOf('muongte'), title, contentType: null, publishedAt: null }]
  await sendAs(page, { kind: 'markDone', campaignId, assignmentId, posts, fileIds: [] })
}

/** Enters a post of Mường Tè that belongs to no assignment; gives its id. */
export async function reportAs(
  page: Page,
  { campaignId, title, postId }: { campaignId: number; title: string; postId?: string },
): Promise<number> {
  const reported = await sendAs(page, {
    kind: 'reportPost',
    campaignId,
    unitId: await unitIdOf(page, 'Mường Tè'),
    link: postOf('muongte', postId),
    title,
    contentType: 'news',
    publishedAt: null,
    channelKind: 'fanpage',
  })
  return Number(reported['postId'])
}

/** A name no other test has. */
export function unique(name: string): string {
  return `${name} ${randomUUID().slice(0, 6)}`
}

/** The number of a Facebook post that no other test has. */
export function freshPostId(): string {
  return `6${Date.now()}${Math.floor(Math.random() * 1000)}`
}

/** The link of a post on the page of a unit of the sample. */
export function postOf(login: string, postId = freshPostId()): string {
  return `https://www.facebook.com/congdoan${login}.mau/posts/${postId}`
}

type Exported = { login: string; title: string; postId?: string; reactions?: number; publishedAt?: number }

/** A post of such a page as its export tells it, with 3 comments and 2 shares. */
export function exportedPost(given: Exported): MetaPost {
  const { login, title, postId = freshPostId(), reactions = 40, publishedAt = Date.now() } = given
  return {
    postId,
    pageId: '',
    pageName: `LĐLĐ huyện ${login}`,
    title,
    description: '',
    publishedAt,
    permalink: postOf(login, postId),
    type: 'text',
    date: 'Lifetime',
    views: 300,
    reach: 200,
    reactions,
    comments: 3,
    shares: 2,
  }
}
