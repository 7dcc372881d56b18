import { aboutPerson, changePerson, changeRole, invitePerson, linkPerson } from '#lib/protocol/admin.ts'
import { newSecret } from '#lib/server/auth/secret.ts'
import { guestOf } from '#lib/server/commands/passwords.ts'
import * as people from '#lib/server/commands/people.ts'
import { db } from '#lib/server/db/pool.ts'
import { peopleKeptBy, unitChoices } from '#lib/server/queries/admin.ts'
import { adminAction, asked, goOn, runAdmin, was } from '#lib/server/web/admin.ts'
import { number, text } from '#lib/server/web/form.ts'
import { loading } from '#lib/server/web/loading.ts'
import { DomainError } from '#lib/domain/error.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, depends, parent }) => {
  depends('live:org', 'live:people')
  return loading(async () => {
    await parent() // where the streams stand, before the lists
    const [people, units] = await Promise.all([
      peopleKeptBy(db(), locals.actor),
      unitChoices(db(), locals.actor),
    ])
    return { people, units, now: Date.now() }
  })
}

const under = '/admin/people'

export const actions: Actions = {
  invite: async (event) => {
    const { form, door } = await asked(event)
    const secret = text(form, 'secret') || newSecret()
    const fields = {
      name: text(form, 'name'),
      login: text(form, 'login'),
      unitId: number(form, 'unitId'),
      role: text(form, 'role'),
      secret,
    }
    const reply = await runAdmin({ door, form, schema: invitePerson }, fields, people.invite)
    if ('status' in reply) return reply
    return handOver(form, secret, Number(reply.result['personId']))
  },
  link: async (event) => {
    const { form, door } = await asked(event)
    const secret = text(form, 'secret') || newSecret()
    const fields = { ...personIn(form), secret }
    const reply = await runAdmin({ door, form, schema: linkPerson }, fields, people.allowNewPassword)
    return 'status' in reply ? reply : handOver(form, secret, Number(text(form, 'personId')))
  },
  rename: adminAction(under, changePerson, {
    fields: (form) => ({ ...personIn(form), name: text(form, 'name'), was: was(form) }),
    command: people.change,
  }),
  grant: adminAction(under, changeRole, { fields: roleIn, command: people.grant }),
  revoke: adminAction(under, changeRole, { fields: roleIn, command: people.revoke }),
  disable: adminAction(under, aboutPerson, { fields: personIn, command: people.disable }),
  enable: adminAction(under, aboutPerson, { fields: personIn, command: people.enable }),
  signOut: adminAction(under, aboutPerson, { fields: personIn, command: people.signOut }),
}

function personIn(form: FormData) {
  return { personId: number(form, 'personId') }
}

function roleIn(form: FormData) {
  return { ...personIn(form), unitId: number(form, 'unitId'), role: text(form, 'role') }
}

/**
 * A browser that made the secret shows the link itself. Without JavaScript the page shows it, this once; a form sent
 * twice made its link the first time, and that one cannot be told again.
 */
async function handOver(form: FormData, secret: string, personId: number) {
  if (text(form, 'secret')) goOn(form, under, { person: personId })
  return { handed: { personId, secret: (await isGood(secret)) ? secret : null } }
}

async function isGood(secret: string): Promise<boolean> {
  try {
    await guestOf(db(), secret)
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}
