import { describe, expect, test } from 'vitest'
import {
  accept,
  type Assignment,
  type AssignmentState,
  assignmentStates,
  cancel,
  checkEvidence,
  decline,
  extend,
  giveBack,
  isOverdue,
  markDone,
  reassign,
  remind,
  undo,
  undoWindow,
  verify,
} from '#lib/domain/assignment.ts'
import { DomainError } from '#lib/domain/error.ts'
import { stepAll } from '#lib/domain/steps.ts'

const now = Date.parse('2026-05-01T10:00Z')
const officer = { by: 7, at: now }

function given(state: AssignmentState): Assignment {
  return {
    id: 1,
    coverageId: 2,
    unitId: 3,
    personId: null,
    dueAt: now + 1000,
    state,
    stateBy: 7,
    stateAt: now - 1000,
    reason: state === 'returned' || state === 'declined' ? 'thiếu ảnh' : null,
    doneBy: null,
    doneAt: null,
    remindedBy: null,
    remindedAt: null,
    before: null,
  }
}

const reason = { reason: 'mưa lũ' }
const moves: Record<string, (assignment: Assignment) => Assignment> = {
  accept: (assignment) => accept(assignment, officer),
  decline: (assignment) => decline(assignment, officer, reason),
  markDone: (assignment) => markDone(assignment, officer),
  verify: (assignment) => verify(assignment, officer),
  return: (assignment) => giveBack(assignment, officer, reason),
  cancel: (assignment) => cancel(assignment, officer, reason),
  reassign: (assignment) => reassign(assignment, officer, { unitId: 9, personId: null }),
  extend: (assignment) => extend(assignment, officer, { dueAt: now + 9000 }),
  remind: (assignment) => remind(assignment, officer),
}

/** From which states a move is allowed: the life of domain.md. */
const allowed: Record<string, AssignmentState[]> = {
  accept: ['assigned'],
  decline: ['assigned', 'accepted'],
  markDone: ['assigned', 'accepted', 'returned'],
  verify: ['done'],
  return: ['done'],
  cancel: ['assigned', 'accepted', 'returned', 'declined'],
  reassign: ['assigned', 'accepted', 'returned', 'declined'],
  extend: ['assigned', 'accepted', 'returned'],
  remind: ['assigned', 'accepted', 'returned'],
}

describe.each(Object.keys(moves))('%s', (name) => {
  test.each(assignmentStates)('from %s', (state) => {
    const move = () => moves[name]?.(given(state))
    if (allowed[name]?.includes(state)) expect(move()).toMatchObject({ id: 1 })
    else expect(move).toThrow(expect.objectContaining({ code: 'wrong_state' }) as Error)
  })
})

test('done remembers who finished it and when, also after it is verified', () => {
  const verified = verify(markDone(given('assigned'), officer), { by: 1, at: now + 5 })
  expect(verified).toMatchObject({ state: 'verified', stateBy: 1, doneBy: 7, doneAt: now })
})

test.each([decline, giveBack])('a reason must be given', (move) => {
  const from = given(move === decline ? 'assigned' : 'done')
  expect(() => move(from, officer, { reason: '  ' })).toThrow(
    expect.objectContaining({ code: 'reason_needed' }) as Error,
  )
})

describe('undo', () => {
  test('puts back what the latest change replaced', () => {
    const before = given('done')
    const undone = undo(giveBack(before, officer, reason), { by: 7, at: now + 8000 })
    expect(undone).toEqual(before)
  })
  test('is for who made the change', () => {
    const changed = giveBack(given('done'), officer, reason)
    expect(() => undo(changed, { by: 8, at: now })).toThrow(
      expect.objectContaining({ code: 'not_yours_to_undo' }) as Error,
    )
  })
  test('ends with its window', () => {
    const changed = giveBack(given('done'), officer, reason)
    const late = { by: 7, at: now + undoWindow + 1 }
    expect(() => undo(changed, late)).toThrow(expect.objectContaining({ code: 'undo_too_late' }) as Error)
  })
})

test('overdue is open and past due, never finished work', () => {
  const late = (state: AssignmentState) => isOverdue({ ...given(state), dueAt: now - 1 }, now)
  expect(assignmentStates.filter(late)).toEqual(['assigned', 'accepted', 'returned'])
  expect(isOverdue(given('assigned'), now)).toBe(false)
})

test('evidence is a link where the channel has links, a photo elsewhere', () => {
  expect(() => checkEvidence('fanpage', { posts: 0, photos: 3 })).toThrow(DomainError)
  expect(() => checkEvidence('bulletin', { posts: 0, photos: 1 })).not.toThrow()
  expect(() => checkEvidence('bulletin', { posts: 0, photos: 0 })).toThrow(DomainError)
})

describe('several at once', () => {
  const step = { kind: 'verify' as const, assignmentIds: [1, 2] }
  test('those that can move do, the others say why', () => {
    const { fact, refusals } = stepAll([given('done'), { ...given('assigned'), id: 2 }], step, officer)
    expect(fact).toMatchObject({ kind: 'assignment.verified', body: { assignments: [{ id: 1 }] } })
    expect(refusals).toMatchObject([{ assignmentId: 2, error: { code: 'wrong_state' } }])
  })
  test('when none can, the first reason is the answer', () => {
    expect(() => stepAll([given('assigned')], step, officer)).toThrow(
      expect.objectContaining({ code: 'wrong_state' }) as Error,
    )
  })
})
