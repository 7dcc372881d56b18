import type { DomainError } from '../../domain/error.ts'
import type { Refused } from '../../protocol/commands.ts'

/** Why not, as it crosses the wire. */
export function refusal({ code, data }: DomainError): Refused {
  return { ok: false, code, data }
}
