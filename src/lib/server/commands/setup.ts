import { randomUUID } from 'node:crypto'
import { DomainError } from '../../domain/error.ts'
import { checkPassword, loginOf } from '../../domain/login.ts'
import type { SetUp } from '../../protocol/admin.ts'
import { look, spend } from '../auth/links.ts'
import { hashPassword } from '../auth/password.ts'
import { isUntouched } from '../auth/setup.ts'
import type { Sql } from '../db/pool.ts'
import { append, lockStream } from '../journal/journal.ts'
import { wake } from '../journal/wake.ts'
import type { OrgFact, PeopleFact } from '../../domain/entry.ts'
import * as grants from '../store/grant.ts'
import * as people from '../store/person.ts'
import * as units from '../store/unit.ts'

/** Makes the federation and its first administrator, once; gives the administrator's id. Throws link_expired, weak_password. */
export async function setUp(sql: Sql, secret: string, { unit, admin }: SetUp): Promise<number> {
  const login = loginOf(admin.login)
  // Hashing a password is work: not for everybody who knows that there is such a page.
  await look(sql, secret, ['setup'])
  checkPassword(admin.password, { login })
  const passwordHash = await hashPassword(admin.password)
  const {
    personId,
    org,
    people: joining,
  } = await sql.begin(async (tx) => {
    const heads = { org: await lockStream(tx, 'org'), people: await lockStream(tx, 'people') }
    const at = Date.now()
    await spend(tx, secret, { purposes: ['setup'], at })
    if (!(await isUntouched(tx))) throw new DomainError('link_expired')
    const { id: unitId } = await units.insert(tx, { ...unit, kind: 'federation', parent: null })
    const personId = await people.insert(tx, { login, name: admin.name })
    await people.setPassword(tx, personId, passwordHash)
    for (const role of ['admin', 'coordinator'] as const) {
      await grants.insert(tx, { personId, unitId, role, grantedBy: null, grantedAt: at })
    }
    const written = { at, by: personId, cmd: randomUUID() }
    const made: OrgFact = { kind: 'units.changed', body: { unitIds: [unitId] } }
    const joined: PeopleFact = { kind: 'people.changed', body: { personIds: [personId] } }
    return {
      personId,
      org: await append(tx, 'org', { head: heads.org, said: [{ facts: [made], written }] }),
      people: await append(tx, 'people', { head: heads.people, said: [{ facts: [joined], written }] }),
    }
  })
  wake(sql, 'org', org)
  wake(sql, 'people', joining)
  return personId
}
