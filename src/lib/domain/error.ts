/** Everything a user can cause. The screen makes the words, in both languages, from the code and its data. */
export const errorCodes = [
  'bad_input',
  'not_signed_in',
  'not_allowed',
  'not_found',
  'too_many_tries',
  'wrong_login',
  'link_expired',
  'login_taken',
  'weak_password',
  'last_admin',
  'last_role',
  'changed_meanwhile',
  'unit_code_taken',
  'unit_in_use',
  'unit_under_itself',
  'channel_address_taken',
  'channel_address_needed',
  'days_out_of_order',
  'peak_day_outside',
  'times_out_of_order',
  'campaign_not_open',
  'campaign_already_open',
  'campaign_closed',
  'event_in_use',
  'coverage_in_use',
  'already_assigned',
  'wrong_state',
  'reason_needed',
  'evidence_needed',
  'link_not_recognised',
  'post_already_reported',
  'post_is_evidence',
  'undo_too_late',
  'not_yours_to_undo',
  'file_too_large',
  'file_not_a_picture',
  'file_unreadable',
  'import_columns_missing',
  'import_not_ready',
  'import_already_applied',
  'too_old',
  'unavailable',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** A refusal with what the screen needs to say what happened, to what, and what to do. */
export class DomainError extends Error {
  readonly code: ErrorCode
  readonly data: Record<string, unknown>

  constructor(code: ErrorCode, data: Record<string, unknown> = {}) {
    super(code)
    this.name = 'DomainError'
    this.code = code
    this.data = data
  }
}
