import { type Browser, expect, type Page, test } from '@playwright/test'
import type { Assignment } from '#lib/domain/assignment.ts'
import type { Board } from '#lib/domain/board.ts'
import { unpack } from '#lib/protocol/packed.ts'
import { isLive, unfold } from '../support/by-hand.ts'
import {
  assignAs,
  createCampaignAs,
  dayIn,
  openCampaignAs,
  postOf,
  sendAs,
  unique,
  unitIdOf,
} from '../support/in-campaign.ts'
import { openAs, phone, withoutScript } from '../support/sign-in.ts'

const hour = 3_600_000

/** No post, but the page Than Uyên posts on. */
const fanpage = 'https://www.facebook.com/congdoanthanuyen.mau'

/** A campaign of this test's own with work for Than Uyên; the coordinator's page sends its commands. */
type Scene = { coordinator: Page; campaignId: number; unitId: number; eventId: number }

let scene: Scene

test.beforeAll(async ({ browser }) => {
  const coordinator = await openAs(browser, 'dieuphoi')
  const prepared = await prepare(coordinator)
  await sendAs(coordinator, { kind: 'openCampaign', campaignId: prepared.campaignId })
  scene = { coordinator, ...prepared, unitId: await unitIdOf(coordinator, 'Than Uyên') }
})

test.afterAll(async () => {
  await sendAs(scene.coordinator, { kind: 'closeCampaign', campaignId: scene.campaignId })
  await scene.coordinator.context().close()
})

test('a pasted link and Done are enough, and the coordinator sees it', async ({ browser }) => {
  const { assignmentId, title } = await give('Tin hội thao')
  const officer = await openTasks(browser)
  const post = postOf('thanuyen')
  const card = await unfold(officer, title)
  await card.getByLabel('Dán đường dẫn bài đăng').fill(`${post}?mibextid=Zb&fbclid=IwAR0xyz`)
  await expect(card.getByText('Đúng kênh, đúng đơn vị, chưa ai nhập')).toBeVisible()
  await card.getByRole('button', { name: 'Báo xong' }).click()
  await expect(officer.getByText('Đã báo xong')).toBeVisible()
  await expect.poll(async () => (await stateOf(assignmentId)).state).toBe('done')
  const { posts } = await boardOf()
  const [evidence] = Object.values(posts).filter((one) => one.assignmentId === assignmentId)
  expect(evidence?.link).not.toContain('fbclid')
  await officer.context().close()
})

test('undo puts the work and the link back', async ({ browser }) => {
  const { assignmentId, title } = await give('Ảnh hội thao')
  const officer = await openTasks(browser)
  const post = postOf('thanuyen')
  const card = await unfold(officer, title)
  await card.getByLabel('Dán đường dẫn bài đăng').fill(post)
  await card.getByRole('button', { name: 'Báo xong' }).click()
  await officer.getByRole('button', { name: 'Hoàn tác' }).click()
  await expect.poll(async () => (await stateOf(assignmentId)).state).toBe('assigned')
  await expect(card.getByLabel('Dán đường dẫn bài đăng')).toHaveValue(post)
  await officer.context().close()
})

test('without signal Done waits in sight, and goes out once when there is signal again', async ({
  browser,
}) => {
  const { assignmentId, title } = await give('Video hội thao')
  const officer = await openTasks(browser)
  const post = postOf('thanuyen')
  const card = await unfold(officer, title)
  await officer.context().setOffline(true)
  await card.getByLabel('Dán đường dẫn bài đăng').fill(post)
  await expect(card.getByText('sẽ kiểm tra khi có mạng')).toBeVisible()
  await card.getByRole('button', { name: 'Báo xong' }).click()
  const line = officer.locator('.line', { hasText: title })
  await expect(line.getByText('Chờ gửi')).toBeVisible()
  await expect(officer.locator('.banner')).toContainText('1 việc chờ gửi')
  expect((await stateOf(assignmentId)).state).toBe('assigned')

  await officer.context().setOffline(false)
  await expect.poll(async () => (await stateOf(assignmentId)).state, { timeout: 40_000 }).toBe('done')
  await expect(officer.locator('.banner')).toHaveCount(0)
  const history = await scene.coordinator.request.get(
    `/api/campaigns/${scene.campaignId}/assignments/${assignmentId}/history`,
  )
  const lines = (await history.json()) as { kind: string }[]
  expect(lines.filter(({ kind }) => kind === 'assignment.done')).toHaveLength(1)
  await officer.context().close()
})

test('11.4 what is refused after waiting says why and keeps what was typed', async ({ browser }) => {
  const { title } = await give('Phóng sự hội thao')
  const officer = await openTasks(browser)
  const post = postOf('thanuyen')
  const card = await unfold(officer, title)
  await officer.context().setOffline(true)
  await card.getByLabel('Dán đường dẫn bài đăng').fill(post)
  await card.getByRole('button', { name: 'Báo xong' }).click()
  await expect(officer.locator('.line', { hasText: title }).getByText('Chờ gửi')).toBeVisible()
  await sendAs(scene.coordinator, {
    kind: 'reportPost',
    campaignId: scene.campaignId,
    unitId: await unitIdOf(scene.coordinator, 'Sìn Hồ'),
    link: post,
    title: '',
    contentType: null,
    publishedAt: null,
    channelKind: null,
  })

  await officer.context().setOffline(false)
  await expect(card.getByText('Chưa gửi được')).toBeVisible({ timeout: 40_000 })
  await expect(card.getByRole('alert')).toContainText('đã có người nhập')
  await card.getByRole('button', { name: 'Sửa' }).click()
  await expect(card.getByText('Chưa gửi được')).toHaveCount(0)
  await expect(card.getByLabel('Dán đường dẫn bài đăng')).toHaveValue(post)
  await officer.context().close()
})

test('what was typed outlives a reload and what others do meanwhile', async ({ browser }) => {
  const { title } = await give('Bài hội thao')
  const officer = await openTasks(browser)
  const card = await unfold(officer, title)
  const field = card.getByLabel('Dán đường dẫn bài đăng')
  await field.fill('https://www.facebook.com/viet-do')
  const other = await give('Tin giao thêm')
  await expect(officer.getByRole('article', { name: other.title })).toBeVisible()
  await expect(field).toHaveValue('https://www.facebook.com/viet-do')
  await expect(field).toBeFocused()
  await officer.reload()
  await expect(card.getByLabel('Dán đường dẫn bài đăng')).toHaveValue('https://www.facebook.com/viet-do')
  await officer.context().close()
})

test('a campaign that opens brings its work into the open list', async ({ browser }) => {
  const { coordinator } = scene
  const prepared = await prepare(coordinator)
  const { title } = await give('Tin đợt mới', 'fanpage', prepared)
  const officer = await openTasks(browser)
  await expect(officer.getByRole('article', { name: title })).toHaveCount(0)
  await sendAs(coordinator, { kind: 'openCampaign', campaignId: prepared.campaignId })
  await expect(officer.getByRole('article', { name: title })).toBeVisible()
  await sendAs(coordinator, { kind: 'closeCampaign', campaignId: prepared.campaignId })
  await expect(officer.getByRole('article', { name: title })).toHaveCount(0)
  await officer.context().close()
})

test('first work in one of many campaigns without work comes into the open list', async ({ browser }) => {
  const { coordinator, unitId } = scene
  const quiet: number[] = []
  for (let one = 0; one < 9; one += 1) quiet.push(await openCampaignAs(coordinator, 'Đợt chờ việc'))
  const [oldest = 0] = quiet
  const officer = await openTasks(browser)
  await isLive(officer)
  const title = unique('Tin đầu tiên')
  await assignAs(coordinator, { campaignId: oldest, title, unitIds: [unitId] })
  await expect(officer.getByRole('article', { name: title })).toBeVisible()
  for (const campaignId of quiet) await sendAs(coordinator, { kind: 'closeCampaign', campaignId })
  await expect(officer.getByRole('article', { name: title })).toHaveCount(0)
  await officer.context().close()
})

test('a photo is enough where the channel has no links', async ({ browser }) => {
  const { assignmentId, title } = await give('Bảng tin hội thao', 'bulletin')
  const officer = await openTasks(browser)
  const card = await unfold(officer, title)
  await card.getByRole('button', { name: 'Báo xong' }).click()
  await expect(card.getByRole('alert')).toContainText('thêm một ảnh')
  await card
    .locator('input[type=file]')
    .setInputFiles({ name: 'bang-tin.png', mimeType: 'image/png', buffer: smallPicture })
  await expect(card.getByRole('img', { name: 'bang-tin.png' })).toBeVisible()
  await card.getByRole('button', { name: 'Báo xong' }).click()
  await expect.poll(async () => (await stateOf(assignmentId)).state).toBe('done')
  const { evidence } = await boardOf()
  expect(Object.values(evidence).filter((one) => one.assignmentId === assignmentId)).toHaveLength(1)
  await officer.context().close()
})

test('without JavaScript work is accepted, declined and done by forms', async ({ browser }) => {
  const [first, second] = [await give('Tin bằng biểu mẫu'), await give('Bài bằng biểu mẫu')]
  const signedIn = await openAs(browser, 'thanuyen', phone)
  const officer = await withoutScript(browser, signedIn)
  const card = officer.getByRole('article', { name: first.title })
  // With another card unfolded this one offers to accept.
  await officer.goto(`/tasks?decline=${second.assignmentId}`)
  await card.getByRole('button', { name: 'Nhận việc' }).click()
  await expect.poll(async () => (await stateOf(first.assignmentId)).state).toBe('accepted')

  await officer.goto(`/tasks?open=${first.assignmentId}`)
  await card.getByLabel('Dán đường dẫn bài đăng').fill(fanpage)
  await card.getByRole('button', { name: 'Báo xong' }).click()
  await expect(card.getByRole('alert')).toContainText('không phải của bài')
  await expect(card.getByLabel('Dán đường dẫn bài đăng')).toHaveValue(fanpage)
  await card.getByLabel('Dán đường dẫn bài đăng').fill(postOf('thanuyen'))
  await card.getByRole('button', { name: 'Báo xong' }).click()
  await expect.poll(async () => (await stateOf(first.assignmentId)).state).toBe('done')

  await officer.goto(`/tasks?decline=${second.assignmentId}`)
  const declined = officer.getByRole('article', { name: second.title })
  await declined.getByLabel('Vì sao không làm được').fill('Máy ảnh hỏng.')
  await declined.getByRole('button', { name: 'Gửi lý do' }).click()
  await expect.poll(async () => (await stateOf(second.assignmentId)).reason).toBe('Máy ảnh hỏng.')
  await officer.context().close()
  await signedIn.context().close()
})

/** A campaign of the federation with an event, not open yet. */
async function prepare(coordinator: Page): Promise<Pick<Scene, 'campaignId' | 'eventId'>> {
  const campaignId = await createCampaignAs(coordinator, 'Đợt của cán bộ', { startsOn: dayIn(0) })
  const { eventId } = await sendAs(coordinator, {
    kind: 'addEvent',
    campaignId,
    name: 'Hội thao công nhân',
    place: 'Sân vận động huyện',
    startsAt: Date.now() - hour,
    endsAt: null,
    hostUnitId: null,
  })
  return { campaignId, eventId: Number(eventId) }
}

/** An assignment of Than Uyên, due in some hours. */
async function give(
  name: string,
  channelKind: 'fanpage' | 'bulletin' = 'fanpage',
  { campaignId, eventId }: Pick<Scene, 'campaignId' | 'eventId'> = scene,
): Promise<{ assignmentId: number; title: string }> {
  const title = unique(name)
  const work = { campaignId, eventId, title, channelKind, dueAt: Date.now() + 5 * hour }
  const [assignmentId = 0] = await assignAs(scene.coordinator, { ...work, unitIds: [scene.unitId] })
  return { assignmentId, title }
}

async function openTasks(browser: Browser): Promise<Page> {
  const officer = await openAs(browser, 'thanuyen', phone)
  await officer.goto('/tasks')
  await isLive(officer)
  return officer
}

async function boardOf(): Promise<Board> {
  const response = await scene.coordinator.request.get(`/api/campaigns/${scene.campaignId}/board`)
  return unpack(await response.text()).board
}

async function stateOf(assignmentId: number): Promise<Assignment> {
  const assignment = (await boardOf()).assignments[assignmentId]
  if (!assignment) throw new Error(`no assignment ${assignmentId}`)
  return assignment
}

/** Four grey pixels. */
const smallPicture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADklEQVQImWPoAAMGCAUALK4GYSSeFPoAAAAASUVORK5CYII=',
  'base64',
)
