import type { Actor, Grant, Role } from './person.ts'
import { isWithin } from './unit.ts'

/** Nobody (not signed in) is null and may do nothing here. Units are given by their path. */
type Who = Actor | null

/** Keeps the unit, those below it, their people and channels. */
export function mayAdminister(who: Who, unitPath: string): boolean {
  return covers(who, 'admin', unitPath)
}

/** Runs campaigns of the unit: plans, assigns, verifies, cancels, imports, opens and closes. */
export function mayCoordinate(who: Who, ownerPath: string): boolean {
  return covers(who, 'coordinator', ownerPath)
}

/** Accepts, declines, marks done, reports posts and counts for the unit. */
export function mayWorkFor(who: Who, unitPath: string): boolean {
  if (!who) return false
  return (
    who.grants.some((grant) => grant.role === 'staff' && grant.unitPath === unitPath) ||
    covers(who, 'coordinator', unitPath)
  )
}

/** Nudges the unit: its coordinators and its leaders. */
export function mayRemind(who: Who, unitPath: string): boolean {
  return covers(who, 'coordinator', unitPath) || covers(who, 'leader', unitPath)
}

/** Sees a campaign: anybody with a role in its unit, above it or below it. */
export function maySeeCampaign(who: Who, ownerPath: string): boolean {
  if (!who) return false
  return who.grants.some(
    (grant) => isWithin(grant.unitPath, ownerPath) || isWithin(ownerPath, grant.unitPath),
  )
}

/** Sees people: admins of any unit, who then see those they administer. */
export function maySeePeople(who: Who): boolean {
  return holds(who, 'admin')
}

/**
 * Renames or disables a person, or gives them a way in: that is power over every role they hold, so it takes an
 * administrator of every unit they hold one in.
 */
export function mayKeepPerson(who: Who, grants: readonly Grant[]): boolean {
  return grants.length > 0 && grants.every(({ unitPath }) => mayAdminister(who, unitPath))
}

/** Finds a person in the list: an administrator of any unit they hold a role in. */
export function maySeePerson(who: Who, grants: readonly Grant[]): boolean {
  return grants.some(({ unitPath }) => mayAdminister(who, unitPath))
}

/** Whether somebody has the role anywhere. */
export function holds(who: Who, role: Role): boolean {
  return who !== null && who.grants.some((grant) => grant.role === role)
}

function covers(who: Who, role: Role, unitPath: string): boolean {
  if (!who) return false
  return who.grants.some((grant) => grant.role === role && isWithin(unitPath, grant.unitPath))
}
