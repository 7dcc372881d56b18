import { type Assignment, type AssignmentState, isFinished } from '#lib/domain/assignment.ts'
import { type Board, emptyBoard } from '#lib/domain/board.ts'
import type { Campaign } from '#lib/domain/campaign.ts'
import type { Coverage } from '#lib/domain/coverage.ts'
import type { Unit, UnitKind } from '#lib/domain/unit.ts'

/** 15:02 in Lai Châu on the twelfth day of Workers' Month. */
export const now = Date.parse('2026-05-12T08:02Z')
export const hour = 3_600_000

export const workersMonth: Campaign = {
  id: 1,
  unitId: 1,
  kind: 'workers_month',
  name: 'Tháng Công nhân',
  startsOn: '2026-05-01',
  endsOn: '2026-05-31',
  peakDays: ['2026-05-01', '2026-05-12'],
  timeZone: 'Asia/Ho_Chi_Minh',
  postTarget: null,
  openedAt: 1,
  closedAt: null,
}

export function unitOf(id: number, name: string, kind: UnitKind = 'upper_union'): Unit {
  const path = id === 1 ? '1' : `1.${id}`
  return { id, code: String(id), name, shortName: name, kind, parentId: 1, path, memberCount: 50 }
}

export function coverageOf(id: number, given: Partial<Coverage> = {}): Coverage {
  return {
    id,
    eventId: null,
    title: `Tin ${id}`,
    contentType: 'news',
    channelKind: 'fanpage',
    dueAt: now + 2 * hour,
    ...given,
  }
}

type Work = Partial<Assignment> & { unitId: number; coverageId: number; state: AssignmentState }

export function workOf(id: number, given: Work): Assignment {
  return {
    id,
    personId: null,
    dueAt: now + 2 * hour,
    stateBy: 1,
    stateAt: now - hour,
    reason: null,
    doneBy: null,
    doneAt: isFinished(given.state) ? (given.stateAt ?? now - hour) : null,
    remindedBy: null,
    remindedAt: null,
    before: null,
    ...given,
  }
}

export function boardOf(coverages: Coverage[], work: Assignment[], given: Partial<Board> = {}): Board {
  return {
    ...emptyBoard(workersMonth),
    coverages: Object.fromEntries(coverages.map((one) => [one.id, one])),
    assignments: Object.fromEntries(work.map((one) => [one.id, one])),
    ...given,
  }
}
