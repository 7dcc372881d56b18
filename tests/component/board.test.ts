import { flushSync } from 'svelte'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import type { AssignmentState } from '#lib/domain/assignment.ts'
import { BoardView } from '#lib/ui/board/board-view.svelte.ts'
import AssignmentDrawer from '#lib/ui/board/detail/AssignmentDrawer.svelte'
import Matrix from '#lib/ui/board/Matrix.svelte'
import StepDialog from '#lib/ui/board/StepDialog.svelte'
import { boardOf, coverageOf, unitOf, workOf } from '../support/board.ts'
import { StagedCampaign } from '../support/campaign.svelte.ts'

const units = [
  unitOf(1, 'LĐLĐ tỉnh', 'federation'),
  unitOf(2, 'LĐLĐ huyện Mường Tè'),
  unitOf(3, 'LĐLĐ huyện Sìn Hồ'),
]
const coverages = [
  coverageOf(1, { title: 'Tin lễ phát động' }),
  coverageOf(2, { title: 'Video lễ phát động', contentType: 'video' }),
]

function staged(state: AssignmentState = 'done', given: { mayCoordinate?: boolean } = {}) {
  const board = boardOf(coverages, [
    workOf(11, { unitId: 2, coverageId: 1, state }),
    workOf(12, { unitId: 2, coverageId: 2, state: 'assigned' }),
    workOf(13, { unitId: 3, coverageId: 1, state: 'assigned' }),
  ])
  const campaign = new StagedCampaign(board, { units, ...given })
  return { campaign, view: new BoardView(campaign.open, new URLSearchParams()) }
}

/** The history is the server's; these tests have none. */
beforeEach(() => {
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('[]'))
})

describe('the matrix', () => {
  const cell = (name: RegExp) => page.getByRole('button', { name })
  const news = /Mường Tè, Tin lễ phát động: Chờ xác nhận, xong/
  const video = /Mường Tè, Video lễ phát động: Đã giao, hạn 17:02 hôm nay/

  async function shown() {
    const { campaign, view } = staged()
    const onopen = vi.fn()
    await render(Matrix, { props: { view, onopen }, context: campaign.context })
    return { view, onopen }
  }

  test('is a table whose cells are named by unit, coverage, status and time', async () => {
    await shown()
    await expect.element(page.getByRole('table', { name: 'Ma trận đơn vị và hạng mục' })).toBeVisible()
    await expect.element(page.getByRole('rowheader', { name: 'LĐLĐ huyện Mường Tè' })).toBeVisible()
    await expect.element(cell(news)).toBeVisible()
  })

  test('is one stop for Tab; arrows move over its cells, Enter opens', async () => {
    const { onopen } = await shown()
    expect(document.querySelectorAll('[data-cell][tabindex="0"]')).toHaveLength(1)
    cell(news).element().focus()
    await userEvent.keyboard('{ArrowRight}')
    await expect.element(cell(video)).toHaveFocus()
    expect(document.querySelectorAll('[data-cell][tabindex="0"]')).toHaveLength(1)
    await userEvent.keyboard('{Enter}')
    expect(onopen).toHaveBeenCalledWith(12, 'keyboard')
  })

  test('selects with Space, more with Shift and an arrow, and says so', async () => {
    const { view, onopen } = await shown()
    cell(news).element().focus()
    await userEvent.keyboard(' ')
    expect([...view.selected]).toEqual([11])
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}')
    expect([...view.selected]).toEqual([11, 12])
    await expect.element(cell(/Video lễ phát động.*đã chọn/)).toBeVisible()
    expect(onopen).not.toHaveBeenCalled()
  })

  test('selects a whole row by its unit, and lets it go again', async () => {
    const { view } = await shown()
    const row = page.getByRole('button', { name: 'LĐLĐ huyện Mường Tè', exact: true })
    await row.click()
    expect([...view.selected]).toEqual([11, 12])
    await row.click()
    expect([...view.selected]).toEqual([])
  })
})

test('all of a large matrix is selected at once', async () => {
  const many = Array.from({ length: 40 }, (_, at) => unitOf(at + 2, `Đơn vị ${at + 2}`))
  const asked = Array.from({ length: 50 }, (_, at) => coverageOf(at + 1))
  const work = many.flatMap(({ id: unitId }) =>
    asked.map(({ id: coverageId }) =>
      workOf(unitId * 100 + coverageId, { unitId, coverageId, state: 'assigned' }),
    ),
  )
  const campaign = new StagedCampaign(boardOf(asked, work), { units: many })
  const view = new BoardView(campaign.open, new URLSearchParams('view=all'))
  await render(Matrix, { props: { view, onopen: vi.fn() }, context: campaign.context })

  view.toggleAll(work.map(({ id }) => id))
  flushSync()
  expect(document.querySelectorAll('.cell.selected')).toHaveLength(2000)
})

describe('a matrix of a thousand units', () => {
  test('draws what is in sight; Ctrl and End reach the last unit', async () => {
    const many = Array.from({ length: 1000 }, (_, at) => unitOf(at + 2, `Đơn vị ${at + 2}`))
    const board = boardOf(
      coverages,
      many.map(({ id }) => workOf(id, { unitId: id, coverageId: 1, state: 'assigned' })),
    )
    const campaign = new StagedCampaign(board, { units: many })
    const view = new BoardView(campaign.open, new URLSearchParams())
    const target = document.body.appendChild(document.createElement('div'))
    target.style.cssText = 'display: flex; flex-direction: column; height: 600px'
    await render(Matrix, { props: { view, onopen: vi.fn() }, context: campaign.context, target })
    expect(document.querySelectorAll('tbody tr')).toHaveLength(1)

    await page.getByRole('button', { name: /Công đoàn cấp trên trực tiếp cơ sở/ }).click()
    const first = page.getByRole('button', { name: /^Đơn vị 2, / })
    await expect.element(first).toBeVisible()
    expect(document.querySelectorAll('tbody tr').length).toBeLessThan(100)

    first.element().focus()
    await userEvent.keyboard('{Control>}{End}{/Control}')
    await expect.element(page.getByRole('button', { name: /^Đơn vị 1001, / })).toHaveFocus()
    expect(document.querySelectorAll('tbody tr').length).toBeLessThan(100)
    target.remove()
  })
})

describe('the drawer', () => {
  async function shown(state: AssignmentState, given: { mayCoordinate?: boolean } = {}) {
    const { campaign, view } = staged(state, given)
    view.open(11)
    const onstep = vi.fn()
    const onclose = vi.fn()
    await render(AssignmentDrawer, { props: { view, onstep, onclose }, context: campaign.context })
    return { view, onstep, onclose }
  }

  test('lets a coordinator verify or return what is done', async () => {
    const { onstep } = await shown('done')
    await page.getByRole('button', { name: 'Xác nhận' }).click()
    expect(onstep).toHaveBeenCalledWith('verify', [11])
    await page.getByRole('button', { name: 'Trả lại' }).click()
    expect(onstep).toHaveBeenCalledWith('return', [11])
  })

  test('says why a step cannot be taken, beside the step', async () => {
    const { onstep } = await shown('assigned')
    await page.getByRole('button', { name: 'Việc khác' }).click()
    const verify = page.getByRole('button', { name: /Xác nhận Chỉ xác nhận được việc đơn vị đã báo xong/ })
    await expect.element(verify).toHaveAttribute('aria-disabled', 'true')
    // A click that Playwright would not make: the button says that it is disabled.
    verify.element().dispatchEvent(new MouseEvent('click', { bubbles: true }))
    expect(onstep).not.toHaveBeenCalled()
  })

  test('offers nothing to those who only look', async () => {
    await shown('done', { mayCoordinate: false })
    await expect.element(page.getByRole('button', { name: 'Đóng' })).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Xác nhận' })).not.toBeInTheDocument()
  })

  test('goes to the next assignment and back', async () => {
    const { view } = await shown('done')
    await page.getByRole('button', { name: 'Việc sau' }).click()
    expect(view.openId).toBe(12)
    await page.getByRole('button', { name: 'Việc trước' }).click()
    expect(view.openId).toBe(11)
  })
})

describe('returning work', () => {
  async function asked(reply?: ConstructorParameters<typeof StagedCampaign>[1]['reply']) {
    const board = boardOf(coverages, [workOf(11, { unitId: 2, coverageId: 1, state: 'done' })])
    const campaign = new StagedCampaign(board, { units, ...(reply ? { reply } : {}) })
    const view = new BoardView(campaign.open, new URLSearchParams())
    view.ask('return', [11])
    if (!view.asked) throw new Error('nothing was asked')
    await render(StepDialog, { props: { view, asked: view.asked }, context: campaign.context })
    return { campaign, view, reason: page.getByRole('textbox', { name: 'Lý do' }) }
  }
  const submit = () => page.getByRole('button', { name: 'Trả lại', exact: true }).click()

  test('needs a reason, and begins where it is written', async () => {
    const { campaign, reason } = await asked()
    await expect.element(reason).toHaveFocus()
    await submit()
    await expect.element(reason).toBeInvalid()
    expect(campaign.sent).toEqual([])
  })

  test('sends the reason', async () => {
    const { campaign, reason } = await asked()
    await reason.fill('Thiếu ảnh minh chứng')
    await submit()
    await vi.waitFor(() =>
      expect(campaign.sent).toEqual([
        { kind: 'return', campaignId: 1, assignmentIds: [11], reason: 'Thiếu ảnh minh chứng' },
      ]),
    )
  })

  test('that is refused keeps the reason and says why', async () => {
    const { campaign, reason } = await asked({
      ok: false,
      code: 'campaign_closed',
      data: { name: 'Tháng Công nhân' },
    })
    await reason.fill('Thiếu ảnh')
    await submit()
    await expect.element(page.getByText('Tháng Công nhân đã kết thúc, số liệu không đổi nữa.')).toBeVisible()
    await expect.element(reason).toHaveValue('Thiếu ảnh')
    expect(campaign.sent).toHaveLength(1)
  })

  test('keeps what is written when somebody else is quicker, and says what happened', async () => {
    const { campaign, reason } = await asked()
    await reason.fill('Thiếu ảnh')
    const verified = workOf(11, { unitId: 2, coverageId: 1, state: 'verified' })
    campaign.board = { ...campaign.board, assignments: { 11: verified } }
    await expect.element(page.getByText(/Việc này vừa đổi lúc 14:02: nay là “Đã xác nhận”/)).toBeVisible()
    await expect.element(reason).toHaveValue('Thiếu ảnh')
  })
})

test('a closed campaign calls for nobody any more', () => {
  const { campaign, view } = staged('declined')
  expect(view.attention).not.toEqual([])
  campaign.board = { ...campaign.board, campaign: { ...campaign.board.campaign, closedAt: 1 } }
  expect(view.attention).toEqual([])
})

test('a filter that is chosen hides what was at hand before; a live change does not', () => {
  const { campaign, view } = staged('done')
  const shown = () => view.matrix.shown.map(({ id }) => id)
  view.view = 'waiting'
  view.open(11)
  campaign.board = {
    ...campaign.board,
    assignments: {
      ...campaign.board.assignments,
      11: workOf(11, { unitId: 2, coverageId: 1, state: 'verified' }),
    },
  }
  expect(shown()).toEqual([11])
  view.view = 'overdue'
  expect(shown()).toEqual([])
  expect(view.openOne?.id).toBe(11)
})
