import { fail, type ActionFailure } from '@sveltejs/kit'
import * as v from 'valibot'
import type { ErrorCode } from '../../domain/error.ts'
import { DomainError } from '../../domain/error.ts'
import { instantOf } from '../../domain/time.ts'
import { type Accepted, type Command, commandSchema } from '../../protocol/commands.ts'
import { run } from '../commands/dispatch.ts'
import type { Door } from '../commands/frame.ts'
import { refusalOf } from '../db/refusal.ts'
import { badInput, replied } from './reply.ts'
import { statusOf } from './status.ts'

/** What a form shows when its command was refused: the code, its data and all that was typed. */
export type FormProblem = {
  code: ErrorCode
  data: Record<string, unknown>
  typed: Record<string, string>
  /** Which of a page's forms it was, as its hidden field 'form' says. */
  form: string
}

/**
 * Runs the command a form asks for: the same door as the live screens', for browsers without JavaScript. The form
 * carries its command id, so that pressing twice changes the board once.
 */
export async function runForm(
  door: Door,
  form: FormData,
  fields: Record<string, unknown>,
): Promise<Accepted | ActionFailure<FormProblem>> {
  const parsed = v.safeParse(commandSchema, { id: form.get('commandId'), ...fields })
  if (!parsed.success) return refuse(badInput(parsed.issues), form)
  const reply = await replied(run(door, parsed.output satisfies Command))
  return reply.ok ? reply : refuse(reply, form)
}

/** A form sent back with why, and with what was typed. */
export function refuse(
  { code, data }: { code: ErrorCode; data: Record<string, unknown> },
  form: FormData,
): ActionFailure<FormProblem> {
  return fail(statusOf(code), { code, data, typed: typedIn(form), form: text(form, 'form') })
}

/** The same for what a user caused, or a database that is away; every other error flies on. */
export function refuseError(error: unknown, form: FormData): ActionFailure<FormProblem> {
  const problem = refusalOf(error)
  if (problem) return refuse(problem, form)
  throw error
}

export function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** Empty is null: nothing was chosen. What is no number stays text, for the schema to refuse. */
export function number(form: FormData, name: string): number | string | null {
  const said = text(form, name).trim().replace(/[.\s]/g, '')
  if (said === '') return null
  return /^-?\d+$/.test(said) ? Number(said) : said
}

export function numbers(form: FormData, name: string): number[] {
  return form.getAll(name).map(Number)
}

export function textOrNull(form: FormData, name: string): string | null {
  return text(form, name).trim() || null
}

/** A date field's local time in the campaign's zone; null when empty. Throws bad_input when it is no time. */
export function instant(form: FormData, name: string, timeZone: string): number | null {
  const said = text(form, name)
  if (!said) return null
  const at = instantOf(said, timeZone)
  if (at === null) throw new DomainError('bad_input', { field: name })
  return at
}

/** What was typed, to show it again; passwords are not given back. */
export function typedIn(form: FormData): Record<string, string> {
  const mayReturn = (pair: [string, FormDataEntryValue]): pair is [string, string] =>
    typeof pair[1] === 'string' && !pair[0].toLowerCase().includes('password')
  return Object.fromEntries([...form].filter(mayReturn))
}
