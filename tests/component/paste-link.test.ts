import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import type { Assignment } from '#lib/domain/assignment.ts'
import type { Post } from '#lib/domain/post.ts'
import type { LinkRecognised } from '#lib/protocol/links.ts'
import type { Reply } from '#lib/protocol/commands.ts'
import { campaignKey } from '#lib/ui/campaign/campaign-key.ts'
import CountsDialog from '#lib/ui/posts/CountsDialog.svelte'
import PasteLink from '#lib/ui/posts/PasteLink.svelte'
import { assigned, muongTe, openCampaign } from '../support/campaign.ts'
import { inWords } from '../support/screen.ts'

const link = 'https://www.facebook.com/congdoanmuongte/posts/123456789'
const right: LinkRecognised = {
  link,
  needsResolving: false,
  channel: { id: 1, kind: 'fanpage', name: 'Fanpage Công đoàn Mường Tè' },
  unit: muongTe,
  warnings: [],
  known: null,
}

let answer: LinkRecognised
let reply: Reply
let sent: unknown[]

beforeEach(() => {
  answer = right
  reply = { ok: true, stream: 'campaign:1', seq: 2, result: {} }
  sent = []
  vi.spyOn(window, 'fetch').mockImplementation((input, init) => {
    const address = String(input instanceof Request ? input.url : input)
    if (address.includes('/api/links/recognise')) return Promise.resolve(Response.json(answer))
    sent.push(JSON.parse(String(init?.body)))
    return Promise.resolve(Response.json(reply, { status: reply.ok ? 200 : 422 }))
  })
})
afterEach(() => vi.restoreAllMocks())

describe('pasting a link', () => {
  test('that fits no work reports a spontaneous post of my unit', async () => {
    await show()
    await page.getByLabelText('Dán đường dẫn bài đăng').fill(link)
    await expect.element(page.getByText('Fanpage Công đoàn Mường Tè')).toBeVisible()
    await page.getByRole('button', { name: 'Thêm bài' }).click()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    expect(sent[0]).toMatchObject({ kind: 'reportPost', unitId: muongTe.id, link, channelKind: null })
  })

  test('that fits open work offers to finish it', async () => {
    await show([assigned()])
    await page.getByLabelText('Dán đường dẫn bài đăng').fill(link)
    await page.getByRole('radio', { name: /Xong việc: Tin trao quà/ }).click()
    await page.getByRole('button', { name: 'Báo xong' }).click()
    await vi.waitFor(() => expect(sent).toHaveLength(1))
    expect(sent[0]).toMatchObject({ kind: 'markDone', assignmentId: 1, posts: [{ link }] })
  })

  test('of no registered channel asks on which kind it was published', async () => {
    answer = { ...right, channel: null, unit: null, warnings: ['unknown_channel'] }
    await show()
    const other = 'https://nguoilambao.example.vn/tin-123.html'
    await page.getByLabelText('Dán đường dẫn bài đăng').fill(other)
    await expect.element(page.getByText('Chưa có kênh nào đăng ký với địa chỉ này')).toBeVisible()
    await page.getByLabelText('Đăng trên kênh').selectOptions('Báo')
    await page.getByRole('button', { name: 'Thêm bài' }).click()
    await vi.waitFor(() => expect(sent).toHaveLength(1))
    expect(sent[0]).toMatchObject({ kind: 'reportPost', channelKind: 'press', link: other })
  })

  test('that is refused says why and keeps what was typed', async () => {
    reply = { ok: false, code: 'post_already_reported', data: {} }
    await show()
    await page.getByLabelText('Dán đường dẫn bài đăng').fill(link)
    await page.getByLabelText(/Tiêu đề bài/).fill('Trao quà ở Mường Tè')
    await page.getByRole('button', { name: 'Thêm bài' }).click()
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent('Bài này đã có người nhập. Không cần nhập lại.')
    await expect.element(page.getByLabelText('Dán đường dẫn bài đăng')).toHaveValue(link)
    await expect.element(page.getByLabelText(/Tiêu đề bài/)).toHaveValue('Trao quà ở Mường Tè')
  })
})

describe('counting a post by hand', () => {
  const post: Post = {
    id: 9,
    unitId: muongTe.id,
    channelId: 1,
    channelKind: 'fanpage',
    assignmentId: null,
    link,
    title: 'Trao quà ở Mường Tè',
    contentType: 'news',
    publishedAt: Date.now() - 3_600_000,
    reportedBy: 5,
    reportedAt: Date.now() - 3_600_000,
    reactions: 128,
    comments: 14,
    shares: 9,
    views: 2140,
    countedAt: Date.now() - 60_000,
    countedFrom: 'file',
  }
  const props = { post, open: true }

  test('begins at what is known, says from where, and sends all four', async () => {
    await render(CountsDialog, { props, context: around() })
    await expect.element(page.getByText('từ tệp', { exact: false })).toBeVisible()
    await page.getByLabelText('Lượt xem').fill('2.300')
    await page.getByRole('button', { name: 'Lưu số liệu' }).click()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    const counts = { reactions: 128, comments: 14, shares: 9, views: 2300 }
    expect(sent[0]).toMatchObject({ kind: 'count', postId: 9, ...counts })
  })

  test('keeps what was typed when the post is counted by another meanwhile', async () => {
    const { rerender } = await render(CountsDialog, { props, context: around() })
    await page.getByLabelText('Lượt thích').fill('140')
    await rerender({ post: { ...post, reactions: 131, comments: 20 } })
    await expect.element(page.getByLabelText('Lượt thích')).toHaveValue('140')
    await expect.element(page.getByLabelText('Bình luận')).toHaveValue('20')
  })

  test('says what is no count, and points out what went down', async () => {
    await render(CountsDialog, { props, context: around() })
    await page.getByLabelText('Lượt thích').fill('100')
    await expect.element(page.getByText('Có số thấp hơn lần trước', { exact: false })).toBeVisible()
    await page.getByLabelText('Chia sẻ').fill('1.2K')
    await page.getByRole('button', { name: 'Lưu số liệu' }).click()
    await expect.element(page.getByLabelText('Chia sẻ')).toBeInvalid()
    expect(sent).toEqual([])
  })
})

async function show(assignments: Assignment[] = []) {
  await render(PasteLink, { props: { open: true }, context: around(assignments) })
}

function around(assignments: Assignment[] = []): Map<symbol, unknown> {
  return new Map<symbol, unknown>([...inWords(), [campaignKey, openCampaign({ assignments })]])
}
