import { describe, expect, test } from 'vitest'
import type { Assignment } from '#lib/domain/assignment.ts'
import type { Entry } from '#lib/domain/entry.ts'
import { progressOf } from '#lib/domain/progress.ts'
import { assignCommands, heldBy, unitsFor } from '#lib/ui/assign/assign.ts'
import { sentenceOf } from '#lib/ui/board/announce.ts'
import { attentionWords } from '#lib/ui/board/attention-words.ts'
import { cellLabel, cellText, shortDue } from '#lib/ui/board/cell-words.ts'
import { columnsOf } from '#lib/ui/board/columns.ts'
import { ridgeOf } from '#lib/ui/board/head/ridge.ts'
import { drawn, type Line, linesOf } from '#lib/ui/board/lines.ts'
import { isLetThrough, matrixOf } from '#lib/ui/board/matrix.ts'
import { choiceFrom, queryOf } from '#lib/ui/board/query.ts'
import { moveOf, neighbour, rectangle } from '#lib/ui/board/roving.ts'
import { Shortcuts } from '#lib/ui/board/shortcuts.ts'
import { changedSince, firstDue } from '#lib/ui/board/step-words.ts'
import { ableTo, stepsFor, whyNot } from '#lib/ui/board/steps.ts'
import { Words } from '#lib/ui/words/words.svelte.ts'
import { boardOf, coverageOf, hour, now, unitOf, workersMonth, workOf } from '../support/board.ts'

const words = new Words(() => 'vi')

describe('the address', () => {
  const shown = {
    layout: 'columns',
    view: 'waiting',
    words: 'mường tè',
    openId: 12,
  } as const

  test('keeps the layout, the filter, the search and the open assignment', () => {
    expect(choiceFrom(new URLSearchParams(queryOf(shown, 'today')), 'today')).toEqual(shown)
  })

  test('stays short for what is shown anyway', () => {
    expect(queryOf({ layout: 'matrix', view: 'today', words: ' ', openId: null }, 'today')).toBe('')
    expect(queryOf({ layout: 'matrix', view: 'today', words: '', openId: null }, 'all')).toBe('?view=today')
  })

  test('that says nonsense shows the board as it begins', () => {
    const choice = choiceFrom(new URLSearchParams('layout=x&view=y&open=-3'), 'today')
    expect(choice).toEqual({ layout: 'matrix', view: 'today', words: '', openId: null })
  })
})

describe('arrow keys', () => {
  const grid = [
    [1, null, 2],
    [null, 3, null],
    [4, null, 5],
  ]

  test('pass over places where nothing is asked', () => {
    expect(neighbour(grid, 1, 'right')).toBe(2)
    expect(neighbour(grid, 1, 'down')).toBe(4)
    expect(neighbour(grid, 5, 'up')).toBe(2)
    expect(neighbour(grid, 5, 'left')).toBe(4)
  })

  test('stay where there is nothing further', () => {
    expect(neighbour(grid, 3, 'up')).toBe(3)
    expect(neighbour(grid, 3, 'right')).toBe(3)
    expect(neighbour(grid, 99, 'down')).toBe(99)
  })

  test('with Home and End reach the ends of the row, with Ctrl those of the board', () => {
    expect(moveOf({ key: 'End', ctrlKey: false, metaKey: false })).toBe('rowEnd')
    expect(moveOf({ key: 'End', ctrlKey: true, metaKey: false })).toBe('last')
    expect(moveOf({ key: 'ArrowUp', ctrlKey: true, metaKey: false })).toBeNull()
    expect(neighbour(grid, 1, 'rowEnd')).toBe(2)
    expect(neighbour(grid, 3, 'first')).toBe(1)
    expect(neighbour(grid, 3, 'last')).toBe(5)
  })

  test('with Shift span a rectangle', () => {
    expect(rectangle(grid, 1, 3)).toEqual([1, 3])
    expect(rectangle(grid, 5, 1)).toEqual([1, 2, 3, 4, 5])
  })
})

describe('a matrix of a thousand units', () => {
  const units = new Map(
    Array.from({ length: 1000 }, (_, at) => [at + 2, unitOf(at + 2, `Đơn vị ${at + 2}`)] as const),
  )
  const work = [...units.keys()].map((unitId) => workOf(unitId, { unitId, coverageId: 1, state: 'assigned' }))
  const matrix = matrixOf(boardOf([coverageOf(1)], work), units, { filter: { view: 'all', words: '' }, now })
  const none = { opened: new Set<string>(), opensAll: false }

  test('is one summary row a kind of unit until somebody opens it', () => {
    expect(linesOf(matrix, none)).toHaveLength(1)
    expect(linesOf(matrix, { ...none, opened: new Set(['upper_union']) })).toHaveLength(1001)
    expect(linesOf(matrix, { ...none, opensAll: true })).toHaveLength(1001)
  })

  test('draws only what is in sight, and keeps the room of the rest', () => {
    const lines = linesOf(matrix, { ...none, opensAll: true })
    const all = 26 + 1000 * 30
    const heightOf = (some: Line[]) => some.reduce((sum, { kind }) => sum + (kind === 'row' ? 30 : 26), 0)
    for (const top of [0, 7_000, all]) {
      const { first, last, above, below } = drawn(lines, { top, height: 700 })
      const shown = lines.slice(first, last)
      expect(shown.length).toBeLessThan(80)
      expect(above + heightOf(shown) + below).toBe(all)
      expect(above).toBeLessThanOrEqual(top)
    }
  })

  test('draws a short one whole', () => {
    const lines = linesOf(matrix, { ...none, opensAll: true }).slice(0, 100)
    expect(drawn(lines, { top: 900, height: 200 })).toEqual({ first: 0, last: 100, above: 0, below: 0 })
  })
})

test('what is open, selected or in focus stays in the matrix when a change takes it out of the filter', () => {
  const units = new Map([2, 3].map((id) => [id, unitOf(id, `Đơn vị ${id}`)]))
  const board = boardOf(
    [coverageOf(1)],
    [
      workOf(1, { unitId: 2, coverageId: 1, state: 'done' }),
      workOf(2, { unitId: 3, coverageId: 1, state: 'verified' }),
      workOf(3, { unitId: 2, coverageId: 1, state: 'cancelled' }),
    ],
  )
  const filter = { view: 'waiting', words: '' } as const
  const idsOf = (kept: number[]) =>
    matrixOf(board, units, { filter, now, kept: new Set(kept) }).shown.map(({ id }) => id)

  expect(idsOf([])).toEqual([1])
  expect(idsOf([2])).toEqual([1, 2])
  expect(idsOf([3])).toEqual([1])
  const isOutside = (id: 1 | 2) =>
    !isLetThrough(board, board.assignments[id] as Assignment, { filter, units, now })
  expect([isOutside(1), isOutside(2)]).toEqual([false, true])
})

describe('steps', () => {
  const who = { mayCoordinate: false, mayRemind: () => false, mayWorkFor: () => false }
  const board = boardOf([], [])
  const state = (given: 'assigned' | 'done' | 'verified' | 'declined') =>
    workOf(1, { unitId: 2, coverageId: 1, state: given })

  test('a coordinator checks what is done, and pushes what is not', () => {
    const coordinator = { ...who, board, mayCoordinate: true }
    const first = (given: Parameters<typeof state>[0]) => {
      const assignment = state(given)
      return stepsFor(coordinator, assignment).filter((kind) => whyNot(board, assignment, kind) === null)
    }
    expect(first('done')).toEqual(['verify', 'return'])
    expect(first('assigned')).toEqual(['remind', 'extend', 'reassign', 'cancel'])
    expect(first('declined')).toEqual(['reassign', 'cancel'])
    expect(first('verified')).toEqual([])
  })

  test('a leader reminds, the unit answers for itself, others only look', () => {
    expect(stepsFor({ ...who, board, mayRemind: () => true }, state('assigned'))).toEqual(['remind'])
    expect(stepsFor({ ...who, board, mayWorkFor: () => true }, state('assigned'))).toEqual([
      'accept',
      'decline',
    ])
    expect(stepsFor({ ...who, board }, state('assigned'))).toEqual([])
  })

  test('say why they cannot be taken', () => {
    expect(whyNot(board, state('assigned'), 'verify')).toBe('verify')
    const closed = { ...board, campaign: { ...board.campaign, closedAt: now } }
    expect(whyNot(closed, state('done'), 'verify')).toBe('closed')
    const prepared = { ...board, campaign: { ...board.campaign, openedAt: null } }
    expect(whyNot(prepared, state('assigned'), 'accept')).toBe('prepared')
    expect(ableTo(board, [state('done'), state('assigned')], 'verify')).toHaveLength(1)
  })

  test('what changed while somebody wrote is told apart from what did not', () => {
    const was = state('done')
    const seen = new Map([[1, was]])
    expect(changedSince(seen, [was])).toEqual([])
    expect(changedSince(seen, [{ ...was, state: 'verified' }])).toHaveLength(1)
  })

  test('extending offers a day more, or the end of tomorrow where it is late already', () => {
    expect(firstDue([state('assigned')], now)).toBe(now + 26 * hour)
    expect(firstDue([{ ...state('assigned'), dueAt: now - hour }], now)).toBe(Date.parse('2026-05-13T10:00Z'))
  })
})

describe('a cell', () => {
  const about = { words, now }

  test('says when it was done, how late it is, or its status', () => {
    expect(cellText(workOf(1, { unitId: 2, coverageId: 1, state: 'done' }), about)).toBe('14:02')
    expect(cellText(workOf(1, { unitId: 2, coverageId: 1, state: 'assigned' }), about)).toBe('Đã giao')
    const late = workOf(1, { unitId: 2, coverageId: 1, state: 'accepted', dueAt: now - 17 * hour })
    expect(cellText(late, about)).toBe('Trễ 17 g')
  })

  test('a due time of yesterday is named by its day, the coming ones by their hour', () => {
    // It is 15:02 on 12 May.
    expect(shortDue(now - 16 * hour, about)).toBe('11/5')
    expect(shortDue(now - 14 * hour, about)).toBe('01:02')
    expect(shortDue(now + 12 * hour, about)).toBe('03:02')
    expect(shortDue(now + 30 * hour, about)).toBe('13/5')
  })

  test('is named by its unit, coverage, status and time', () => {
    const named = { ...about, unit: 'LĐLĐ huyện Mường Tè', coverage: 'Tin trao quà' }
    expect(cellLabel(workOf(1, { unitId: 2, coverageId: 1, state: 'done' }), named)).toBe(
      'LĐLĐ huyện Mường Tè, Tin trao quà: Chờ xác nhận, xong 14:02 hôm nay',
    )
  })
})

test('columns hold each piece of work once, the latest finished first, the soonest due first', () => {
  const columns = columnsOf(
    [
      workOf(1, { unitId: 2, coverageId: 1, state: 'assigned', dueAt: now + 3 * hour }),
      workOf(2, { unitId: 2, coverageId: 1, state: 'assigned', dueAt: now + hour }),
      workOf(3, { unitId: 2, coverageId: 1, state: 'accepted', dueAt: now - hour }),
      workOf(4, { unitId: 2, coverageId: 1, state: 'done', doneAt: now - 3 * hour }),
      workOf(5, { unitId: 2, coverageId: 1, state: 'done', doneAt: now - hour }),
      workOf(6, { unitId: 2, coverageId: 1, state: 'returned' }),
      workOf(7, { unitId: 2, coverageId: 1, state: 'declined' }),
      workOf(8, { unitId: 2, coverageId: 1, state: 'cancelled' }),
    ],
    now,
  )
  const ids = Object.fromEntries(
    Object.entries(columns).map(([kind, work]) => [kind, work.map(({ id }) => id)]),
  )
  expect(ids).toEqual({
    assigned: [2, 1],
    accepted: [],
    done: [5, 4],
    failed: [6, 7],
    overdue: [3],
    verified: [],
  })
})

test('the ridge goes up to today, and marks the peaks of the whole campaign', () => {
  const figures = { days: { '2026-05-02': totals(8), '2026-05-12': totals(4), '2026-05-20': totals(9) } }
  const ridge = ridgeOf({ ...workersMonth, peakDays: ['2026-05-12', '2026-05-31', '2026-06-02'] }, figures, {
    today: '2026-05-12',
    width: 300,
    height: 20,
  })
  expect(ridge.line).toHaveLength(12)
  expect(ridge.line[1]).toEqual({ x: 10, y: 0 })
  expect(ridge.line.at(-1)).toEqual({ x: 110, y: 10 })
  expect(ridge.peaks).toEqual([
    { day: '2026-05-12', x: 110, isToday: true },
    { day: '2026-05-31', x: 300, isToday: false },
  ])
  expect(ridge.posts).toBe(12)
})

describe('the attention line', () => {
  const shortName = (id: number) => ['', '', 'Sìn Hồ', 'Nậm Nhùn', 'A', 'B', 'C', 'D'][id] ?? ''

  test('says how many, until when, and who', () => {
    const { said, rest } = attentionWords(
      { kind: 'nothing_done', unitIds: [2, 3], dueAt: now + 118 * 60_000, assignmentIds: [1, 2, 3] },
      { words, now, shortName },
    )
    expect(said + rest).toBe('2 đơn vị chưa làm gì, còn 1 giờ 58 phút đến hạn 17:00: Sìn Hồ, Nậm Nhùn')
  })

  test('counts names past the fourth', () => {
    const { rest } = attentionWords(
      { kind: 'declined', unitIds: [2, 3, 4, 5, 6, 7], assignmentIds: [1] },
      { words, now, shortName },
    )
    expect(rest).toContain('Sìn Hồ, Nậm Nhùn, A, B và 2 đơn vị khác')
  })
})

describe('what is read out', () => {
  const progress = progressOf([workOf(1, { unitId: 2, coverageId: 1, state: 'done' })], now)
  const about = { words, progress, shortName: () => 'Mường Tè' }
  const done = (...ids: number[]): Entry => ({
    kind: 'assignment.done',
    body: { assignments: ids.map((id) => workOf(id, { unitId: 2, coverageId: 1, state: 'done' })) },
    seq: 1,
    at: now,
    by: 1,
    cmd: 'x',
  })

  test('is one sentence for one change, and one for many', () => {
    expect(sentenceOf([done(1)], about)).toBe('Mường Tè đã xong, 1 trên 1')
    expect(sentenceOf([done(1, 2), done(3)], about)).toBe('3 việc vừa đổi, 1 trên 1 đã xong')
  })

  test('is nothing for what changes no work', () => {
    expect(sentenceOf([{ ...done(), kind: 'event.removed', body: { id: 1 } } as Entry], about)).toBeNull()
  })
})

describe('keys', () => {
  const key = (name: string, timeStamp = 0, held = {}) => ({
    key: name,
    timeStamp,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...held,
  })

  test('are read alone, not with Ctrl', () => {
    expect(new Shortcuts().read(key('V'))).toEqual({ kind: 'step', step: 'verify' })
    expect(new Shortcuts().read(key('v', 0, { ctrlKey: true }))).toBeNull()
    expect(new Shortcuts().read(key('x'))).toBeNull()
  })

  test('G and then another go somewhere, when the second comes soon', () => {
    const soon = new Shortcuts()
    expect(soon.read(key('g', 0))).toBeNull()
    expect(soon.read(key('k', 400))).toEqual({ kind: 'go', to: 'plan' })
    const late = new Shortcuts()
    late.read(key('g', 0))
    expect(late.read(key('k', 9_000))).toBeNull()
  })
})

describe('assigning', () => {
  const units = new Map([
    [1, unitOf(1, 'LĐLĐ tỉnh', 'federation')],
    [2, unitOf(2, 'Mường Tè')],
    [9, { ...unitOf(9, 'Tỉnh khác'), path: '9' }],
  ])

  test('is for the units of the campaign and those below', () => {
    expect(unitsFor(boardOf([], []), units).map(({ id }) => id)).toEqual([1, 2])
  })

  test('knows who has it already; what was cancelled can be given again', () => {
    const board = boardOf(
      [coverageOf(1), coverageOf(2)],
      [
        workOf(1, { unitId: 2, coverageId: 1, state: 'assigned' }),
        workOf(2, { unitId: 2, coverageId: 2, state: 'done' }),
        workOf(3, { unitId: 3, coverageId: 1, state: 'cancelled' }),
      ],
    )
    expect(heldBy(board, [1, 2])).toEqual(new Map([[2, 2]]))
  })

  test('is one command, and several only past what one may take', () => {
    const asked = { campaignId: 1, coverageIds: [1, 2], dueAt: null }
    const sizes = (count: number) =>
      assignCommands({ ...asked, unitIds: Array.from({ length: count }, (_, at) => at + 1) }).map(
        ({ unitIds }) => unitIds.length,
      )
    expect(sizes(30)).toEqual([30])
    expect(sizes(2500)).toEqual([1000, 1000, 500])
  })
})

function totals(posts: number) {
  return { posts, reactions: 0, comments: 0, shares: 0, views: 0 }
}
