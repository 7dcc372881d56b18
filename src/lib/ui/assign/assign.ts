import type { Board } from '../../domain/board.ts'
import type { Coverage } from '../../domain/coverage.ts'
import type { Instant } from '../../domain/time.ts'
import { isWithin, type Unit } from '../../domain/unit.ts'
import type { CommandOf } from '../../protocol/commands.ts'

/** More units than this are asked about before anything is sent. */
export const manyUnits = 20

/** One command takes at most this many units, and this many pairs of coverage and unit. */
const mostUnits = 1000
const mostPairs = 2000

/** The units a campaign of this owner may give work to: its own and those below it. */
export function unitsFor(board: Board, units: ReadonlyMap<number, Unit>): Unit[] {
  const owner = units.get(board.campaign.unitId)
  if (!owner) return []
  return [...units.values()].filter(({ path }) => isWithin(path, owner.path))
}

/** How many of these coverages each unit has already; cancelled work does not count. */
export function heldBy(board: Board, coverageIds: readonly number[]): Map<number, number> {
  const held = new Map<number, number>()
  for (const { unitId, coverageId, state } of Object.values(board.assignments)) {
    if (state === 'cancelled' || !coverageIds.includes(coverageId)) continue
    held.set(unitId, (held.get(unitId) ?? 0) + 1)
  }
  return held
}

export type EventPlan = { id: number | null; name: string | null; coverages: Coverage[] }

/** The coverages as they are chosen from: by event in the order they happen, those of the theme last. */
export function coveragesByEvent(board: Board): EventPlan[] {
  const byEvent = Map.groupBy(Object.values(board.coverages), ({ eventId }) => eventId)
  const startOf = (id: number | null) => (id === null ? Infinity : (board.events[id]?.startsAt ?? Infinity))
  return [...byEvent]
    .sort(([a], [b]) => startOf(a) - startOf(b))
    .map(([id, coverages]) => ({
      id,
      name: id === null ? null : (board.events[id]?.name ?? null),
      coverages: coverages.sort((a, b) => a.dueAt - b.dueAt),
    }))
}

type Assigning = { campaignId: number; coverageIds: number[]; unitIds: number[]; dueAt: Instant | null }

/** The commands that give every coverage to every unit: one, unless there are more than one may take. */
export function assignCommands({ campaignId, coverageIds, unitIds, dueAt }: Assigning) {
  const size = Math.max(1, Math.min(mostUnits, Math.floor(mostPairs / coverageIds.length)))
  const commands: Omit<CommandOf<'assign'>, 'id' | 'madeAt'>[] = []
  for (let from = 0; from < unitIds.length; from += size) {
    const some = unitIds.slice(from, from + size)
    commands.push({ kind: 'assign', campaignId, coverageIds, unitIds: some, personId: null, dueAt })
  }
  return commands
}
