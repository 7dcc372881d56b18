import { errorCodes, type ErrorCode } from '../domain/error.ts'
import type { LinkRecognised } from '../protocol/links.ts'

/** For which assignment, or as a spontaneous post of which unit. */
export type LinkAsk = {
  campaignId: number
  assignmentId: number | null
  unitId: number | null
  link: string
}

export type LinkAnswer =
  | { kind: 'recognised'; found: LinkRecognised }
  | { kind: 'refused'; code: ErrorCode; data: Record<string, unknown> }
  /** No network, or a server that is away: the link may be right, nobody can say now. */
  | { kind: 'unreachable' }

/** What the board makes of a pasted link. Throws only when it was called off. */
export async function fetchRecognised(ask: LinkAsk, signal: AbortSignal): Promise<LinkAnswer> {
  const asked = Object.entries(ask).flatMap(([name, value]) =>
    value === null ? [] : [[name, String(value)] as [string, string]],
  )
  const response = await fetch(`/api/links/recognise?${new URLSearchParams(asked)}`, { signal }).catch(
    () => null,
  )
  signal.throwIfAborted()
  if (!response || response.status >= 500) return { kind: 'unreachable' }
  const body = (await response.json().catch(() => null)) as Record<string, unknown> | null
  signal.throwIfAborted()
  // Not our answer: the sign-in page of some hotel's network.
  if (!body) return { kind: 'unreachable' }
  if (response.ok) return { kind: 'recognised', found: body as LinkRecognised }
  const code = errorCodes.find((one) => one === body['code']) ?? 'unavailable'
  return { kind: 'refused', code, data: (body['data'] ?? {}) as Record<string, unknown> }
}
