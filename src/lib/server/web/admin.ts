import { redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit'
import * as v from 'valibot'
import type { Accepted, Reply } from '../../protocol/commands.ts'
import type { Door } from '../commands/frame.ts'
import { doorOf } from './door.ts'
import { badInput, replied } from './reply.ts'
import { type FormProblem, refuse, text } from './form.ts'

/** What a form was sent with, and the door of whoever sent it. */
export async function asked({ request, locals }: RequestEvent): Promise<{ form: FormData; door: Door }> {
  return { form: await request.formData(), door: doorOf(locals) }
}

/** A form action that runs one administrator's command, then goes on below `under`. */
export function adminAction<Schema extends v.GenericSchema>(
  under: string,
  schema: Schema,
  { fields, command }: { fields: (form: FormData) => Record<string, unknown>; command: AdminCommand<Schema> },
): (event: RequestEvent) => Promise<ActionFailure<FormProblem>> {
  return async (event) => {
    const { form, door } = await asked(event)
    const reply = await runAdmin({ door, form, schema }, fields(form), command)
    return 'status' in reply ? reply : goOn(form, under)
  }
}

type AdminCommand<Schema extends v.GenericSchema> = (
  door: Door,
  command: v.InferOutput<Schema>,
) => Promise<Reply>

/**
 * Runs an administrator's command out of a form that carries its command id: pressed twice, it changes things once.
 * Without JavaScript and with it alike.
 */
export async function runAdmin<Schema extends v.GenericSchema>(
  { door, form, schema }: { door: Door; form: FormData; schema: Schema },
  fields: Record<string, unknown>,
  command: AdminCommand<Schema>,
): Promise<Accepted | ActionFailure<FormProblem>> {
  const parsed = v.safeParse(schema, { id: form.get('commandId'), ...fields })
  if (!parsed.success) return refuse(badInput(parsed.issues), form)
  const reply = await replied(command(door, parsed.output))
  return reply.ok ? reply : refuse(reply, form)
}

/** What a form was filled with when it was opened, out of its hidden field; null when it is no JSON. */
export function was(form: FormData): unknown {
  return json(text(form, 'was'))
}

export function json(said: string): unknown {
  try {
    return JSON.parse(said)
  } catch {
    return null
  }
}

/** Back to the list or panel that the form names, an address of the same part of the application, with more to open. */
export function goOn(form: FormData, under: string, open: Record<string, string | number> = {}): never {
  const next = text(form, 'next')
  const url = new URL(next.startsWith(under + '?') ? next : under, 'http://here')
  for (const [name, value] of Object.entries(open)) url.searchParams.set(name, String(value))
  redirect(303, url.pathname + url.search)
}
