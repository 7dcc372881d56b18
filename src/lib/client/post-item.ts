import { errorCodes, type ErrorCode } from '../domain/error.ts'
import { type Accepted, commandPath, personHeader, type Refused } from '../protocol/commands.ts'
import type { OutboxItem, Outcome } from './outbox-item.ts'

/** Sends one item over HTTP. A refusal is an answer; silence, a broken server or a lost session is not. */
export async function postItem(item: OutboxItem, fetchIt: typeof fetch = fetch): Promise<Outcome> {
  const response = await fetchIt(...requestOf(item)).catch(() => null)
  if (!response) return { kind: 'later', why: 'network' }
  if (response.status === 401) return { kind: 'later', why: 'signed_out' }
  if (nobodyThere.has(response.status)) return { kind: 'later', why: 'network' }
  if (response.status >= 500 || response.status === 429 || response.status === 408) {
    return { kind: 'later', why: 'server' }
  }
  const body: unknown = await response.json().catch(() => null)
  if (response.ok) {
    // Not our answer: the sign-in page of some hotel's network.
    if (!isRecord(body) || body['ok'] !== true) return { kind: 'later', why: 'network' }
    const { stream = '', seq = 0, result = {} } = body as Partial<Accepted>
    return { kind: 'accepted', reply: { ok: true, stream, seq, result } }
  }
  return { kind: 'refused', reply: refusalIn(body, response.status) }
}

/** Milliseconds for an answer: longer than a server that is held up takes, far shorter than a dead line. */
const patience = { command: 20_000, photo: 120_000 }

/** A server or its database that is away, or a proxy in its place: no fault of the item, which waits as without a network. */
const nobodyThere: ReadonlySet<number> = new Set([502, 503, 504])

function requestOf(item: OutboxItem): [string, RequestInit] {
  const headers = { [personHeader]: String(item.personId) }
  const signal = AbortSignal.timeout(patience[item.kind])
  if (item.kind === 'command') {
    const body = JSON.stringify(item.command)
    return [commandPath, { method: 'POST', headers: { ...headers, ...jsonBody }, body, signal }]
  }
  const form = new FormData()
  form.set('id', item.id)
  form.set('campaignId', String(item.photo.campaignId))
  form.set('assignmentId', String(item.photo.assignmentId))
  form.set('file', item.photo.file)
  return ['/api/files', { method: 'POST', headers, body: form, signal }]
}

const jsonBody = { 'content-type': 'application/json' }

/** A proxy may refuse without our words. */
function refusalIn(body: unknown, status: number): Refused {
  const code = isRecord(body) ? body['code'] : null
  const data = isRecord(body) && isRecord(body['data']) ? body['data'] : {}
  const known = errorCodes.find((one) => one === code)
  const otherwise: ErrorCode = status === 413 ? 'file_too_large' : 'unavailable'
  return { ok: false, code: known ?? otherwise, data }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
