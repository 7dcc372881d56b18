import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import type { Campaign } from '#lib/domain/campaign.ts'
import { emptyBoard } from '#lib/domain/board.ts'
import { noTotals } from '#lib/domain/figures.ts'
import { type WallUnit, type WallView, wallView } from '#lib/domain/wall.ts'
import AttentionPanel from '#lib/ui/wall/AttentionPanel.svelte'
import ClimbPanel from '#lib/ui/wall/ClimbPanel.svelte'
import InteractionsPanel from '#lib/ui/wall/InteractionsPanel.svelte'
import type { OpenWall } from '#lib/ui/wall/open-wall.svelte.ts'
import PostsPanel from '#lib/ui/wall/PostsPanel.svelte'
import WeavePanel from '#lib/ui/wall/WeavePanel.svelte'
import WorkPanel from '#lib/ui/wall/WorkPanel.svelte'
import { inWords, textOf } from '../support/screen.ts'

const may: Campaign = {
  id: 1,
  unitId: 1,
  kind: 'workers_month',
  name: 'Tháng Công nhân 2023',
  startsOn: '2023-05-01',
  endsOn: '2023-05-31',
  peakDays: ['2023-05-12'],
  timeZone: 'Asia/Ho_Chi_Minh',
  postTarget: 3100,
  openedAt: 1,
  closedAt: null,
}
const now = Date.parse('2023-05-12T15:02:00+07:00')

type Standing = { isToday?: boolean; isTrue?: boolean; finished?: OpenWall['finished']; campaign?: Campaign }

/** A wall as of 15:02 on 12 May, with nothing but what is given. */
function wallOf(parts: Partial<WallView>, standing: Standing = {}): { wall: OpenWall } {
  const { campaign = may, ...rest } = standing
  const view = { ...wallView(emptyBoard(campaign), new Map(), now), ...parts }
  const wall = {
    view,
    now,
    second: now,
    isToday: true,
    isTrue: true,
    finished: null,
    gained: null,
    recentUnits: new Set(),
    recentPosts: new Set(),
    ofToday: view.days[view.today] ?? noTotals,
    name: (unitId: number) => view.units[unitId]?.name ?? '',
    ...rest,
  }
  return { wall: wall as unknown as OpenWall }
}

function unit(name: string, parts: Partial<WallUnit> = {}): WallUnit {
  return { name, rhythm: {}, finished: 0, total: 1, finishedEver: 0, totalEver: 1, ...parts }
}

function units(count: number): WallView['units'] {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      index + 1,
      unit(`Đơn vị ${String(index + 1).padStart(2, '0')}`),
    ]),
  )
}

beforeEach(() => page.viewport(1920, 1080))
afterEach(() => page.viewport(1366, 768))

describe('the weave', () => {
  test('of sixty units shows a page of them, says how many there are, and turns', async () => {
    const { container } = await render(WeavePanel, {
      props: wallOf({ units: units(60) }),
      context: inWords(),
    })
    const names = () => [...container.querySelectorAll('tbody th')].map((name) => name.textContent)
    expect(names()).toHaveLength(14)
    await expect.element(page.getByText('1–14 trong 60 đơn vị')).toBeVisible()
    await page.getByRole('button', { name: 'Các đơn vị trước' }).click()
    await expect.element(page.getByText('57–60 trong 60 đơn vị')).toBeVisible()
    expect(names()).toEqual(['Đơn vị 57', 'Đơn vị 58', 'Đơn vị 59', 'Đơn vị 60'])
    await page.getByRole('button', { name: 'Các đơn vị tiếp theo' }).click()
    await expect.element(page.getByText('1–14 trong 60 đơn vị')).toBeVisible()
  })

  test('on a phone shows more units at a press and names how many are left', async () => {
    await page.viewport(390, 844)
    const { container } = await render(WeavePanel, {
      props: wallOf({ units: units(60) }),
      context: inWords(),
    })
    await expect.element(page.getByText('và 20 đơn vị khác')).toBeVisible()
    await page.getByRole('button', { name: 'Xem thêm đơn vị' }).click()
    expect(container.querySelectorAll('tbody tr')).toHaveLength(60)
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390)
  })

  test('reads a cell out under the pointer and with the arrows, and has one tab stop', async () => {
    const rhythm = { '2023-05-11': 4, '2023-05-12': 9 }
    const { container } = await render(WeavePanel, {
      props: wallOf({ units: { 1: unit('Mường Tè', { rhythm }) } }),
      context: inWords(),
    })
    expect(container.querySelectorAll('tbody button[tabindex="0"]')).toHaveLength(1)
    container.querySelector<HTMLElement>('tbody button[tabindex="0"]')?.focus()
    await expect.element(page.getByText('Mường Tè, 12/5: 9 bài')).toBeVisible()
    await userEvent.keyboard('{ArrowLeft}')
    await expect.element(page.getByText('Mường Tè, 11/5: 4 bài')).toBeVisible()
    expect(container.querySelectorAll('tbody button[tabindex="0"]')).toHaveLength(1)
  })

  test('marks units that have done nothing of what is due soon, and nobody else', async () => {
    const attention: WallView['attention'] = [
      { kind: 'nothing_done', unitIds: [2], assignmentIds: [1], dueAt: now + 60_000 },
    ]
    const { container } = await render(WeavePanel, {
      props: wallOf({ units: { 1: unit('Mường Tè'), 2: unit('Sìn Hồ') }, attention }),
      context: inWords(),
    })
    expect([...container.querySelectorAll('tr.idle th')].map(({ textContent }) => textContent)).toEqual([
      'Sìn Hồ',
    ])
  })

  test('says what it is for while there is nothing in it', async () => {
    await render(WeavePanel, { props: wallOf({}), context: inWords() })
    await expect.element(page.getByText(/Mỗi đơn vị một dòng/)).toBeVisible()
  })
})

describe('figures of today', () => {
  const days = { '2023-05-12': { ...noTotals, posts: 84, reactions: 14_000, comments: 600, shares: 20 } }

  test('compare posts with the day’s share and the pace', async () => {
    const { container } = await render(PostsPanel, {
      props: { ...wallOf({ days }), board: '/x' },
      context: inWords(),
    })
    expect(textOf(container)).toContain('/100')
    await expect.element(page.getByText('sớm hơn nhịp 21 bài')).toBeVisible()
    expect(container.querySelector('u')).not.toBeNull()
  })

  test('do not mark the pace while nobody keeps the minute true', async () => {
    const { container } = await render(PostsPanel, {
      props: { ...wallOf({ days }, { isTrue: false }), board: '/x' },
      context: inWords(),
    })
    expect(container.querySelector('u')).toBeNull()
  })

  test('name their day once it is no longer today', async () => {
    await render(PostsPanel, {
      props: { ...wallOf({ days }, { isToday: false }), board: '/x' },
      context: inWords(),
    })
    await expect.element(page.getByRole('heading', { name: 'Bài đăng ngày 12/5' })).toBeVisible()
  })

  test('are a dash, not a zero, where nobody has counted', async () => {
    const uncounted = { '2023-05-12': { ...noTotals, posts: 3 } }
    const { container } = await render(InteractionsPanel, {
      props: wallOf({ days: uncounted }),
      context: inWords(),
    })
    expect(textOf(container)).toContain('– chưa có số đếm nào')
  })

  test('say whose work was finished just now', async () => {
    const work = { ...wallOf({}).wall.view.work, finished: 32, total: 46, verified: 21, done: 11 }
    const { container } = await render(WorkPanel, {
      props: {
        ...wallOf({ work, units: { 7: unit('Mường Tè') } }, { finished: { count: 1, unitIds: [7] } }),
        board: '/campaigns/1',
      },
      context: inWords(),
    })
    await expect.element(page.getByText('Mường Tè')).toBeVisible()
    await expect
      .element(page.getByRole('link', { name: '32 trên 46' }))
      .toHaveAttribute('href', '/campaigns/1')
    expect(textOf(container)).toContain('+1')
  })
})

describe('attention', () => {
  const attention: WallView['attention'] = [
    { kind: 'overdue', unitIds: [1, 2, 3, 4], assignmentIds: [1, 2, 3, 4], dueAt: now - 17 * 3_600_000 },
    { kind: 'declined', unitIds: [1], assignmentIds: [9] },
  ]
  const view = { attention, units: units(4) }

  test('names units, how much and since when', async () => {
    await render(AttentionPanel, { props: { ...wallOf(view), remindsAs: null }, context: inWords() })
    await expect.element(page.getByText('Đơn vị 01, Đơn vị 02 và 2 đơn vị khác')).toBeVisible()
    await expect.element(page.getByText('4 việc quá hạn · lâu nhất 17 giờ')).toBeVisible()
  })

  test('on a phone offers to remind whom it makes sense to remind, to those who may', async () => {
    await page.viewport(390, 844)
    const { rerender } = await render(AttentionPanel, {
      props: { ...wallOf(view), remindsAs: null },
      context: inWords(),
    })
    await expect.element(page.getByRole('button', { name: 'Nhắc' })).not.toBeInTheDocument()
    await rerender({ ...wallOf(view), remindsAs: 5 })
    expect(page.getByRole('button', { name: 'Nhắc' }).elements()).toHaveLength(1)
  })

  test('says that all is well instead of showing an empty box', async () => {
    await render(AttentionPanel, { props: { ...wallOf({}), remindsAs: null }, context: inWords() })
    await expect.element(page.getByText('Không có gì cần chú ý')).toBeVisible()
  })
})

describe('the climb', () => {
  const days = Object.fromEntries(
    Array.from({ length: 11 }, (_, index) => [
      `2023-05-${String(index + 1).padStart(2, '0')}`,
      { ...noTotals, posts: 90 },
    ]),
  )

  test('is a sentence and a table to those who do not see the chart', async () => {
    const { container } = await render(ClimbPanel, {
      props: { ...wallOf({ days }), look: 'dark' },
      context: inWords(),
    })
    await expect
      .element(page.getByRole('img', { name: /đến nay 990 bài\. Chỉ tiêu 3\.100 bài\. Dự báo 2\.790 bài/ }))
      .toBeInTheDocument()
    const rows = [...container.querySelectorAll('tbody tr')].map(textOf)
    expect(rows).toHaveLength(12)
    expect(rows[10]).toBe('11/5990')
  })

  test('says what its projection rests on, and makes none without a basis', async () => {
    const { rerender } = await render(ClimbPanel, {
      props: { ...wallOf({ days }), look: 'dark' },
      context: inWords(),
    })
    await expect
      .element(page.getByText('Dự báo: giữ nhịp 90 bài một ngày của 7 ngày trọn vừa qua'))
      .toBeVisible()
    await rerender({ ...wallOf({ days: {} }), look: 'dark' })
    await expect.element(page.getByText('Có dự báo khi đã qua ba ngày trọn có bài đăng')).toBeVisible()
    await expect.element(page.getByText(/nếu giữ nhịp này/)).not.toBeInTheDocument()
  })

  test('leaves no chart behind when it goes', async () => {
    const { Chart } = await import('chart.js')
    const { unmount, container } = await render(ClimbPanel, {
      props: { ...wallOf({ days }), look: 'dark' },
      context: inWords(),
    })
    await expect.poll(() => container.querySelector('canvas')?.width ?? 0).toBeGreaterThan(300)
    await expect.poll(() => Object.keys(Chart.instances).length).toBe(1)
    await unmount()
    expect(Object.keys(Chart.instances)).toHaveLength(0)
  })
})
