import { randomUUID } from 'node:crypto'
import type { PeopleFact } from '../../domain/entry.ts'
import { DomainError } from '../../domain/error.ts'
import { checkPassword } from '../../domain/login.ts'
import { look, spend } from '../auth/links.ts'
import { hashPassword, isPassword } from '../auth/password.ts'
import { endSessions } from '../auth/sessions.ts'
import type { Sql, Tx } from '../db/pool.ts'
import { append, lockStream } from '../journal/journal.ts'
import { wake } from '../journal/wake.ts'
import * as people from '../store/person.ts'

/** Links with which a person chooses a password. */
const choosing = ['invite', 'password'] as const

/** Whom a link lets in. Throws link_expired. */
export async function guestOf(
  sql: Sql,
  secret: string,
): Promise<{ id: number; name: string; login: string }> {
  const { personId } = await look(sql, secret, choosing)
  const person = personId === null ? null : await people.byId(sql, personId)
  if (!person || person.disabledAt !== null) throw new DomainError('link_expired')
  return { id: person.id, name: person.name, login: person.login }
}

/**
 * Chooses a password by a one-time link, which is used up by it; every session of the person ends. Gives the
 * person's id. Throws link_expired, weak_password.
 */
export async function chooseByLink(
  sql: Sql,
  { secret, password }: { secret: string; password: string },
): Promise<number> {
  const person = await guestOf(sql, secret)
  checkPassword(password, person)
  const passwordHash = await hashPassword(password)
  await inPeople(sql, person.id, async (tx, at) => {
    await spend(tx, secret, { purposes: choosing, at })
    await people.setPassword(tx, person.id, passwordHash)
    await endSessions(tx, person.id)
  })
  return person.id
}

/** Changes one's own password. Every session ends, this one too. Throws wrong_login, weak_password. */
export async function changeOwn(
  sql: Sql,
  { personId, old, password }: { personId: number; old: string; password: string },
): Promise<void> {
  const person = await people.byId(sql, personId)
  if (!person || !(await isPassword(old, person.passwordHash))) throw new DomainError('wrong_login')
  checkPassword(password, person)
  const passwordHash = await hashPassword(password)
  await inPeople(sql, personId, async (tx) => {
    await people.setPassword(tx, personId, passwordHash)
    await endSessions(tx, personId)
  })
}

/** Not a board command: nobody is signed in, or is about not to be. The journal says that it happened. */
async function inPeople(
  sql: Sql,
  personId: number,
  act: (tx: Tx, at: number) => Promise<void>,
): Promise<void> {
  const moved = await sql.begin(async (tx) => {
    const head = await lockStream(tx, 'people')
    const at = Date.now()
    await act(tx, at)
    const facts: PeopleFact[] = [{ kind: 'people.changed', body: { personIds: [personId] } }]
    return append(tx, 'people', { head, said: [{ facts, written: { at, by: personId, cmd: randomUUID() } }] })
  })
  wake(sql, 'people', moved)
}
