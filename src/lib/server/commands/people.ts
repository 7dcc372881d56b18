import { checkSomebodyKeeps } from '../../domain/administrators.ts'
import type { PeopleFact } from '../../domain/entry.ts'
import { DomainError } from '../../domain/error.ts'
import { loginOf } from '../../domain/login.ts'
import { mayKeepPerson, maySeePerson } from '../../domain/may.ts'
import type { Actor, Grant } from '../../domain/person.ts'
import type { AboutPerson, ChangePerson, ChangeRole, InvitePerson, LinkPerson } from '../../protocol/admin.ts'
import type { Reply } from '../../protocol/commands.ts'
import { allow } from '../auth/links.ts'
import { endSessions } from '../auth/sessions.ts'
import type { Tx } from '../db/pool.ts'
import * as grants from '../store/grant.ts'
import * as links from '../store/one-time-link.ts'
import * as people from '../store/person.ts'
import { type Door, requireThat, runCommand } from './frame.ts'
import { keptUnit } from './units.ts'

/** A new person with a first role, let in by a link only the sender sees. Result: {personId}. */
export function invite(door: Door, command: InvitePerson): Promise<Reply> {
  return runCommand(door, frameOf('invitePerson', command), async (tx, { at, by }) => {
    await keptUnit(tx, door.actor, command.unitId)
    const login = loginOf(command.login)
    if (await people.byLogin(tx, login)) throw new DomainError('login_taken', { login })
    const personId = await people.insert(tx, { login, name: command.name })
    const { unitId, role } = command
    await grants.insert(tx, { personId, unitId, role, grantedBy: by, grantedAt: at })
    await allow(tx, command.secret, { purpose: 'invite', personId, by, at })
    return { facts: [changed(personId)], result: { personId } }
  })
}

export function change(door: Door, command: ChangePerson): Promise<Reply> {
  return runCommand(door, frameOf('changePerson', command), async (tx) => {
    const { person } = await keptPerson(tx, door.actor, command.personId)
    if (person.name !== command.was.name) {
      throw new DomainError('changed_meanwhile', { now: { name: person.name } })
    }
    if (person.name === command.name) return { facts: [] }
    await people.rename(tx, person.id, command.name)
    return { facts: [changed(person.id)] }
  })
}

/** A role in a unit the sender keeps, for a person they see. The person signs in again to have it. */
export function grant(door: Door, command: ChangeRole): Promise<Reply> {
  return runCommand(door, frameOf('grantRole', command), async (tx, { at, by }) => {
    const { personId, unitId, role } = command
    await keptUnit(tx, door.actor, unitId)
    await seenPerson(tx, door.actor, personId)
    const isNew = await grants.insert(tx, { personId, unitId, role, grantedBy: by, grantedAt: at })
    if (!isNew) return { facts: [] }
    await endSessions(tx, personId)
    return { facts: [changed(personId)] }
  })
}

/** Takes a role away at once. A person keeps one role; a unit keeps somebody who administers it. */
export function revoke(door: Door, command: ChangeRole): Promise<Reply> {
  return runCommand(door, frameOf('revokeRole', command), async (tx) => {
    const { personId, unitId, role } = command
    const unit = await keptUnit(tx, door.actor, unitId)
    const held = await seenPerson(tx, door.actor, personId)
    if (!held.some((one) => one.unitId === unitId && one.role === role)) return { facts: [] }
    if (role === 'admin') await checkAdminsWithout(tx, personId, [unit.path])
    if (held.length === 1) throw new DomainError('last_role')
    await grants.remove(tx, { personId, unitId, role })
    await endSessions(tx, personId)
    return { facts: [changed(personId)] }
  })
}

/** Signs the person out everywhere and keeps them out; what they did keeps their name. */
export function disable(door: Door, command: AboutPerson): Promise<Reply> {
  return runCommand(door, frameOf('disablePerson', command), async (tx, { at }) => {
    const { person, held } = await keptPerson(tx, door.actor, command.personId)
    if (person.disabledAt !== null) return { facts: [] }
    const kept = held.filter(({ role }) => role === 'admin').map(({ unitPath }) => unitPath)
    await checkAdminsWithout(tx, person.id, kept)
    await people.setDisabled(tx, person.id, at)
    await links.spendAllOf(tx, person.id, at)
    await endSessions(tx, person.id)
    return { facts: [changed(person.id)] }
  })
}

export function enable(door: Door, command: AboutPerson): Promise<Reply> {
  return runCommand(door, frameOf('enablePerson', command), async (tx) => {
    const { person } = await keptPerson(tx, door.actor, command.personId)
    if (person.disabledAt === null) return { facts: [] }
    await people.setDisabled(tx, person.id, null)
    return { facts: [changed(person.id)] }
  })
}

/** Signs the person out on every device; they may sign in again. */
export function signOut(door: Door, command: AboutPerson): Promise<Reply> {
  return runCommand(door, frameOf('signOutPerson', command), async (tx) => {
    const { person } = await keptPerson(tx, door.actor, command.personId)
    await endSessions(tx, person.id)
    return { facts: [changed(person.id)] }
  })
}

/** A one-time way in for who forgot the password, or let the invitation expire. The old password works until it is used. */
export function allowNewPassword(door: Door, command: LinkPerson): Promise<Reply> {
  return runCommand(door, frameOf('allowNewPassword', command), async (tx, { at, by }) => {
    const { person } = await keptPerson(tx, door.actor, command.personId)
    requireThat(person.disabledAt === null, 'enabled')
    const purpose = person.passwordHash === null ? 'invite' : 'password'
    await allow(tx, command.secret, { purpose, personId: person.id, by, at })
    return { facts: [changed(person.id)] }
  })
}

function frameOf(kind: string, { id }: { id: string }) {
  return { id, kind, stream: 'people' }
}

/** Roles of a person the actor sees; to everybody else there is no such person. */
async function seenPerson(tx: Tx, actor: Actor | null, personId: number): Promise<Grant[]> {
  const held = await grants.of(tx, personId)
  if (!maySeePerson(actor, held)) throw new DomainError('not_found', { personId })
  return held
}

/** A person whose every role is in units the actor keeps. */
async function keptPerson(
  tx: Tx,
  actor: Actor | null,
  personId: number,
): Promise<{ person: people.PersonRow; held: Grant[] }> {
  const held = await seenPerson(tx, actor, personId)
  requireThat(mayKeepPerson(actor, held), 'admin')
  const person = await people.byId(tx, personId)
  if (!person) throw new DomainError('not_found', { personId })
  return { person, held }
}

/** Under the lock of the people's stream, so two administrators cannot remove each other at once. */
async function checkAdminsWithout(tx: Tx, personId: number, unitPaths: readonly string[]): Promise<void> {
  const gone = new Set(unitPaths)
  const remaining = (await grants.admins(tx)).filter(
    (admin) => !(admin.personId === personId && gone.has(admin.unitPath)),
  )
  for (const unitPath of unitPaths) checkSomebodyKeeps(unitPath, remaining)
}

function changed(personId: number): PeopleFact {
  return { kind: 'people.changed', body: { personIds: [personId] } }
}
