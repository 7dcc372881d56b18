export const unitKinds = [
  'confederation',
  'federation',
  'department',
  'upper_union',
  'grassroots_union',
] as const
export type UnitKind = (typeof unitKinds)[number]

export type Unit = {
  id: number
  code: string
  name: string
  /** At most 16 characters: walls and phones show it. */
  shortName: string
  kind: UnitKind
  parentId: number | null
  /** Ids from the top of the tree to this unit: '1.4.17'. */
  path: string
  memberCount: number
}

/** Whether the unit at `path` is the unit at `above` or somewhere under it. */
export function isWithin(path: string, above: string): boolean {
  return path === above || path.startsWith(above + '.')
}

/** Every grassroots union of this many members is to have its own Facebook page (report 700/BC-LĐLĐ, 2023). */
export const membersThatNeedAPage = 20
