import { DomainError } from './error.ts'
import { isWithin } from './unit.ts'

/** Throws last_admin when of these administrators none keeps the unit or one above it. */
export function checkSomebodyKeeps(unitPath: string, admins: readonly { unitPath: string }[]): void {
  if (!admins.some((admin) => isWithin(unitPath, admin.unitPath))) throw new DomainError('last_admin')
}
