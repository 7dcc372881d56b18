/** What is open beside the list of units. */
const unitTasks = ['add', 'change', 'move', 'retire'] as const
export type UnitTask = (typeof unitTasks)[number]

export function unitTaskOf(said: string | null): UnitTask | null {
  return unitTasks.find((task) => task === said) ?? null
}
