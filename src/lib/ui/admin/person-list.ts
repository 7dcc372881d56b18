import type { Role } from '../../domain/person.ts'
import { matches } from '../../domain/search.ts'
import { isWithin } from '../../domain/unit.ts'
import type { KeptPerson } from '../../protocol/admin-answers.ts'

export const personStates = ['active', 'invited', 'disabled'] as const
export type PersonState = (typeof personStates)[number]

export function stateOf(person: KeptPerson): PersonState {
  if (person.disabledAt !== null) return 'disabled'
  return person.hasPassword ? 'active' : 'invited'
}

export type PersonFilter = {
  words: string
  /** A unit's path: a role there or below. */
  unitPath: string | null
  role: string
  state: string
}

export function filtered(people: readonly KeptPerson[], filter: PersonFilter): KeptPerson[] {
  const { words, unitPath, role, state } = filter
  return people.filter(
    (person) =>
      (state === '' || stateOf(person) === state) &&
      matches(`${person.name} ${person.login}`, words) &&
      person.grants.some((grant) => holdsAt(grant, { unitPath, role })),
  )
}

function holdsAt(
  grant: { role: Role; unitPath: string },
  { unitPath, role }: { unitPath: string | null; role: string },
): boolean {
  return (role === '' || grant.role === role) && (unitPath === null || isWithin(grant.unitPath, unitPath))
}
