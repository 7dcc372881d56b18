import type { FormProblem } from '../form/problem.ts'

/** What a page's `form` says of one of its forms; null when that one did not come back. */
export function problemIn(form: unknown, name: string): FormProblem | null {
  if (!isRecord(form) || form['form'] !== name || typeof form['code'] !== 'string') return null
  return {
    code: form['code'],
    data: isRecord(form['data']) ? form['data'] : {},
    typed: isRecord(form['typed']) ? stringsOf(form['typed']) : {},
    form: name,
  }
}

/** A one-time link made by the server, where there was no script to make it; `secret` null: made before, and lost. */
export type Handed = { personId: number; secret: string | null }

export function handedIn(form: unknown): Handed | null {
  if (!isRecord(form) || !isRecord(form['handed'])) return null
  const { personId, secret } = form['handed']
  if (typeof personId !== 'number') return null
  return { personId, secret: typeof secret === 'string' ? secret : null }
}

/** The values something has by now, out of a refusal, as a form would show them. */
export function nowIn(problem: FormProblem | null): Record<string, string> | null {
  const now = problem?.code === 'changed_meanwhile' ? problem.data['now'] : null
  if (!isRecord(now)) return null
  return Object.fromEntries(Object.entries(now).map(([key, value]) => [key, said(value)]))
}

function said(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function stringsOf(typed: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(typed).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
