import type { RequestEvent } from '@sveltejs/kit'
import { aboutPerson, changePerson, changeRole, invitePerson, linkPerson } from '#lib/protocol/admin.ts'
import { newSecret } from '#lib/server/auth/secret.ts'
import { guestOf } from '#lib/server/commands/passwords.ts'
import * as people from '#lib/server/commands/people.ts'
import { db } from '#lib/server/db/pool.ts'
import { peopleKeptBy, unitChoices } from '#lib/server/queries/admin.ts'
import { goOn, runAdmin, was } from '#lib/server/web/admin.ts'
import { number, text } from '#lib/server/web/form.ts'
import { loading } from '#lib/server/web/loading.ts'
import { DomainError } from '#lib/domain/error.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, depends }) => {
  depends('live:org', 'live:people')
  return loading(async () => {
    const [people, units] = await Promise.all([
      peopleKeptBy(db(), locals.actor),
      unitChoices(db(), locals.actor),
    ])
    return { people, units, now: Date.now() }
  })
}

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
  rename: async (event) => {
    const { form, door } = await asked(event)
    const fields = { ...personIn(form), name: text(form, 'name'), was: was(form) }
    const reply = await runAdmin({ door, form, schema: changePerson }, fields, people.change)
    return 'status' in reply ? reply : goOn(form, under)
  },
  grant: async (event) => {
    const { form, door } = await asked(event)
    const reply = await runAdmin({ door, form, schema: changeRole }, roleIn(form), people.grant)
    return 'status' in reply ? reply : goOn(form, under)
  },
  revoke: async (event) => {
    const { form, door } = await asked(event)
    const reply = await runAdmin({ door, form, schema: changeRole }, roleIn(form), people.revoke)
    return 'status' in reply ? reply : goOn(form, under)
  },
  disable: async (event) => {
    const { form, door } = await asked(event)
    const reply = await runAdmin({ door, form, schema: aboutPerson }, personIn(form), people.disable)
    return 'status' in reply ? reply : goOn(form, under)
  },
  enable: async (event) => {
    const { form, door } = await asked(event)
    const reply = await runAdmin({ door, form, schema: aboutPerson }, personIn(form), people.enable)
    return 'status' in reply ? reply : goOn(form, under)
  },
  signOut: async (event) => {
    const { form, door } = await asked(event)
    const reply = await runAdmin({ door, form, schema: aboutPerson }, personIn(form), people.signOut)
    return 'status' in reply ? reply : goOn(form, under)
  },
}

const under = '/admin/people'

async function asked({ request, locals }: RequestEvent) {
  return { form: await request.formData(), door: { sql: db(), actor: locals.actor } }
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
