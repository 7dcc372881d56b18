import { matches } from '../../domain/search.ts'
import { unitKinds } from '../../domain/unit.ts'
import type { KeptUnit } from '../../protocol/admin-answers.ts'

export type Branch = {
  unit: KeptUnit
  depth: number
  children: Branch[]
  /** All units below, whether shown or not. */
  below: number
  /** Something below fits what is searched: the branch has to be open. */
  leadsOn: boolean
}

/**
 * Units as a tree, the nearest administered unit of each at the top. Searched words keep units that have them, all
 * that is below these, and the way down to them.
 */
export function treeOf(units: readonly KeptUnit[], words = ''): Branch[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const children = Map.groupBy(units, ({ parentId }) =>
    parentId !== null && byId.has(parentId) ? parentId : null,
  )
  const isSearch = words.trim() !== ''

  const branchesOf = (parentId: number | null, depth: number, all: boolean): Branch[] =>
    (children.get(parentId) ?? []).toSorted(inOrder).flatMap((unit) => {
      const fits = isSearch && matches(`${unit.code} ${unit.name} ${unit.shortName}`, words)
      const below = branchesOf(unit.id, depth + 1, all || fits)
      const leadsOn = isSearch && below.some((one) => one.leadsOn || isFound(one.unit))
      if (isSearch && !all && !fits && !leadsOn) return []
      return [{ unit, depth, children: below, below: countBelow(unit.id), leadsOn }]
    })

  const isFound = (unit: KeptUnit) => matches(`${unit.code} ${unit.name} ${unit.shortName}`, words)
  const counts = new Map<number, number>()
  const countBelow = (id: number): number => {
    const known = counts.get(id)
    if (known !== undefined) return known
    const own = children.get(id) ?? []
    const count = own.length + own.reduce((sum, child) => sum + countBelow(child.id), 0)
    counts.set(id, count)
    return count
  }

  return branchesOf(null, 0, false)
}

/** How many units of a tree fit the searched words. */
export function foundIn(units: readonly KeptUnit[], words: string): number {
  return units.filter((unit) => matches(`${unit.code} ${unit.name} ${unit.shortName}`, words)).length
}

const byCode = new Intl.Collator('vi', { numeric: true })

function inOrder(one: KeptUnit, other: KeptUnit): number {
  const level = unitKinds.indexOf(one.kind) - unitKinds.indexOf(other.kind)
  return level || byCode.compare(one.code, other.code)
}
