import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import type { Assignment } from '#lib/domain/assignment.ts'
import { personHeader } from '#lib/protocol/commands.ts'
import type { LinkRecognised } from '#lib/protocol/links.ts'
import { TaskDrafts } from '#lib/ui/tasks/draft.svelte.ts'
import type { Task } from '#lib/ui/tasks/my-work.svelte.ts'
import TaskCard from '#lib/ui/tasks/TaskCard.svelte'
import { assigned, muongTe, news, openCampaign } from '../support/campaign.ts'
import { inWords } from '../support/screen.ts'

const now = Date.now()
const post = 'https://www.facebook.com/congdoanmuongte/posts/123456789'
const right: LinkRecognised = {
  link: post,
  needsResolving: false,
  channel: { id: 1, kind: 'fanpage', name: 'Fanpage Công đoàn Mường Tè' },
  unit: muongTe,
  warnings: [],
  known: null,
}

/** What the board answers to a question about a link; null: no network. */
let answer: LinkRecognised | null
let sent: unknown[]
/** What an officer of an earlier test left waiting goes on trying: it is not this one's. */
let personId: number

beforeEach(() => {
  answer = right
  sent = []
  vi.spyOn(window, 'fetch').mockImplementation((input, init) => {
    const address = String(input instanceof Request ? input.url : input)
    if (answer === null) return Promise.reject(new TypeError('no network'))
    if (address.includes('/api/links/recognise')) return Promise.resolve(Response.json(answer))
    if (new Headers(init?.headers).get(personHeader) !== String(personId)) {
      return Promise.reject(new TypeError('no network'))
    }
    sent.push(JSON.parse(String(init?.body)))
    return Promise.resolve(Response.json({ ok: true, stream: 'campaign:1', seq: 2, result: {} }))
  })
})
afterEach(() => vi.restoreAllMocks())

describe('when it is due', () => {
  test('is said once: the hour before, how late after', async () => {
    const { container } = await show({ dueAt: now + 3_600_000 })
    expect(container.querySelector('.meta')?.textContent).toMatch(/\d\d:\d\d/)
    expect(container.textContent).not.toContain('còn ')
  })

  test('is how late it is once that has passed', async () => {
    const { container } = await show({ dueAt: now - 17 * 3_600_000 }, 'overdue')
    expect(container.querySelector('.meta')?.textContent).toContain('Trễ 17 giờ')
    expect(container.querySelector('.meta')?.textContent).not.toMatch(/\d\d:\d\d/)
  })
})

describe('a pasted link', () => {
  test('of the right page is recognised, and Done sends it', async () => {
    await show()
    await paste(post)
    await expect.element(page.getByText('Fanpage Công đoàn Mường Tè')).toBeVisible()
    await expect.element(page.getByText('Đúng kênh, đúng đơn vị, chưa ai nhập')).toBeVisible()
    await page.getByRole('button', { name: 'Báo xong' }).click()
    await vi.waitFor(() => expect(sent).toHaveLength(1))
    expect(sent[0]).toMatchObject({ kind: 'markDone', assignmentId: 1, posts: [{ link: post }] })
  })

  test('of another unit’s page or kind of channel is pointed out, not forbidden', async () => {
    answer = {
      ...right,
      unit: { id: 8, name: 'LĐLĐ huyện Sìn Hồ', shortName: 'Sìn Hồ' },
      warnings: ['other_unit', 'other_channel_kind'],
    }
    await show()
    await paste(post)
    await expect.element(page.getByText('Kênh của LĐLĐ huyện Sìn Hồ', { exact: false })).toBeVisible()
    await expect.element(page.getByText('Việc này cần bài trên Fanpage')).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Báo xong' })).toBeEnabled()
  })

  test('that somebody reported says who, of which unit, and that another one is needed', async () => {
    answer = { ...right, known: { unitId: 8, by: 5, at: now, assignmentId: null } }
    await show()
    await paste(post)
    await expect
      .element(page.getByText('Lò Văn Pâng (Sìn Hồ) đã nhập bài này', { exact: false }))
      .toBeVisible()
    await expect.element(page.getByText('Dán đường dẫn của bài khác', { exact: false })).toBeVisible()
  })

  test('of this unit, known but nobody’s evidence, counts for the work', async () => {
    answer = { ...right, known: { unitId: 7, by: null, at: now, assignmentId: null } }
    await show()
    await paste(post)
    await expect.element(page.getByText('báo xong thì tính cho việc này', { exact: false })).toBeVisible()
  })

  test('is kept without a network: checked later, Done at once', async () => {
    answer = null
    const { campaign } = await show()
    await paste(post)
    await expect.element(page.getByText('sẽ kiểm tra khi có mạng', { exact: false })).toBeVisible()
    await page.getByRole('button', { name: 'Báo xong' }).click()
    await vi.waitFor(() => expect(campaign.live.isPending(1)).toBe(true))
    expect(campaign.live.outbox.waiting).toHaveLength(1)
  })

  test('that is a page and no post is said so at once', async () => {
    await show()
    await paste('https://www.facebook.com/congdoanmuongte')
    await expect.element(page.getByText('không phải của bài', { exact: false })).toBeVisible()
  })
})

test('Done without evidence says what is missing and sends nothing', async () => {
  await show()
  await page.getByRole('button', { name: 'Báo xong' }).click()
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('Chưa có minh chứng. Dán đường dẫn bài đăng.')
  expect(sent).toEqual([])
})

test('returned work says who returned it and why', async () => {
  await show({ state: 'returned', stateBy: 5, reason: 'Ảnh mờ quá' })
  await expect.element(page.getByText('Lò Văn Pâng trả lại')).toBeVisible()
  await expect.element(page.getByText('Ảnh mờ quá')).toBeVisible()
})

async function paste(link: string) {
  await page.getByLabelText('Dán đường dẫn bài đăng').fill(link)
}

async function show(facts: Partial<Assignment> = {}, group: Task['group'] = 'today') {
  const assignment = assigned(facts)
  const campaign = openCampaign({ assignments: [assignment] })
  personId = campaign.me.id
  const task: Task = {
    assignment,
    coverage: news,
    event: null,
    campaign,
    group,
    isHeld: false,
    refused: null,
  }
  const ignore = () => undefined
  const { container } = await render(TaskCard, {
    props: {
      task,
      draft: new TaskDrafts(campaign.me.id).of(1),
      unfolded: 'done',
      onunfold: ignore,
      onsent: ignore,
      onsee: ignore,
      onfix: ignore,
    },
    context: inWords(),
  })
  return { campaign, container }
}
