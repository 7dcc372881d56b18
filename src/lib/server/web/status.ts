import type { ErrorCode } from '../../domain/error.ts'

/** The one table from codes to HTTP. What is not named here is a refusal of what was asked: 422. */
const statuses: Partial<Record<ErrorCode, number>> = {
  bad_input: 400,
  not_signed_in: 401,
  wrong_login: 401,
  not_allowed: 403,
  not_found: 404,
  link_expired: 410,
  too_old: 410,
  already_assigned: 409,
  campaign_already_open: 409,
  import_already_applied: 409,
  import_not_ready: 409,
  post_already_reported: 409,
  wrong_state: 409,
  file_too_large: 413,
  too_many_tries: 429,
  unavailable: 503,
}

export function statusOf(code: ErrorCode): number {
  return statuses[code] ?? 422
}
