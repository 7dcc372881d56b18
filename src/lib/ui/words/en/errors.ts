import { formatBytes, formatFullDay } from '../../format.ts'
import { counted, type ErrorWords, namesOf, said, wordFor } from '../error-facts.ts'
import { fields } from './fields.ts'
import { kinds } from './kinds.ts'
import { status } from './status.ts'

export const errors: ErrorWords = {
  unknown: (code) =>
    `Not done, for a reason not known yet. Try again; if it fails still, read the code ${code} to the administrator.`,
  bad_input: ({ field }) => {
    const name = wordFor(fields, said(field).split('.').at(-1))
    return name
      ? `“${name}” is not right. Check it and send again.`
      : 'Something filled in is not right. Check it and send again.'
  },
  not_signed_in: () => 'You are signed out. Sign in again; what you pressed is kept on this device.',
  not_allowed: ({ needs }) =>
    `This needs the ${wordFor(kinds.role, needs) || 'right'} role. Ask the administrator of your unit for it.`,
  not_found: () => 'This was not found. It may be deleted, or you may not see it.',
  too_many_tries: ({ seconds }) => {
    const wait = counted(seconds)
    return `Too many wrong tries. Wait ${wait === null ? 'a few' : Math.max(1, Math.ceil(wait / 60))} min, then try again.`
  },
  wrong_login: () => 'The login or the password is wrong. Check and type again.',
  link_expired: () => 'This link was used already or has expired. Ask the administrator for a new one.',
  login_taken: ({ login }) => `The login ${said(login)} is taken. Choose another.`,
  weak_password: ({ least }) =>
    `The password is too easy to guess. Use ${counted(least) ?? 10} characters or more, and no common password.`,
  last_admin: () => 'This is the last administrator. Give the role to somebody else first.',
  last_role: () => 'This is the last role of this person. Give another role first, or disable the account.',
  changed_meanwhile: () =>
    'Somebody has just changed this. Look at the new values below, then save again if you still want to.',
  unit_code_taken: ({ code }) => `The unit code ${said(code)} is taken. Choose another.`,
  unit_in_use: () => 'This unit still has units below it, people or work. Move them before deleting it.',
  unit_under_itself: () => 'A unit cannot be under itself. Choose another unit above it.',
  channel_address_taken: ({ address, unit }) =>
    `The channel ${said(address)} belongs to ${said(unit) || 'another unit'} already. Check the address.`,
  channel_address_needed: () => 'This channel needs the address of its page. Paste the link of the page.',
  days_out_of_order: () => 'The last day is before the first. Change one of the two.',
  peak_day_outside: ({ day }) =>
    `The peak day ${formatSaidDay(day)} is outside the campaign. Choose another, or change the campaign’s days.`,
  times_out_of_order: () => 'It ends before it begins. Change one of the two times.',
  campaign_not_open: ({ name }) =>
    `${said(name) || 'The campaign'} is not open yet. Wait until the coordinator opens it.`,
  campaign_already_open: () => 'The campaign is open already. Nothing else is needed.',
  campaign_closed: ({ name }) => `${said(name) || 'The campaign'} has ended, its figures no longer change.`,
  event_in_use: () => 'The event still has coverages. Delete or move them first.',
  coverage_in_use: () =>
    'The coverage is assigned to units, so it cannot be removed. Cancel its assignments to free them of it.',
  already_assigned: () => 'The unit has this coverage already. Choose another unit or coverage.',
  wrong_state: ({ state }) => {
    const now = wordFor(status, state)
    return `Somebody just changed this${now ? `, it is now “${now}”` : ''}. Look again before you go on.`
  },
  reason_needed: () => 'The reason is missing. Write one sentence so that the unit knows what to do.',
  evidence_needed: ({ photoWillDo }) =>
    photoWillDo === true
      ? 'The evidence is missing. Paste the link of the post or add a photo.'
      : 'The evidence is missing. Paste the link of the post.',
  link_not_recognised: ({ problem }) =>
    problem === 'is_a_page_not_a_post'
      ? 'This is the link of a page, not of a post. Open the post and copy its link.'
      : 'This link is not recognised. Copy it again from the post.',
  post_already_reported: () => 'Somebody reported this post already. It need not be entered again.',
  post_is_evidence: () => 'This post is the evidence of finished work, so it cannot be deleted.',
  undo_too_late: () => 'It is too late to undo. Change it back by hand if needed.',
  not_yours_to_undo: () => 'Somebody else changed this, only they can undo it.',
  file_too_large: ({ most }) => {
    const limit = counted(most)
    return `The file is too large${limit === null ? '' : `, ${formatBytes(limit, 'en')} at most`}. Choose a smaller one.`
  },
  file_not_a_picture: () => 'This file is not a readable picture. Choose a JPEG, PNG or WebP.',
  file_unreadable: ({ why, row }) => {
    switch (why) {
      case 'empty':
        return 'The file is empty. Choose another.'
      case 'old_excel':
        return 'An Excel file of the old kind (.xls) cannot be read. Save it as XLSX and try again.'
      case 'pdf':
        return 'This is a PDF. Download a CSV or XLSX file and try again.'
      case 'open_quote':
        return `A quotation mark on line ${said(row)} is never closed. Correct that line and try again.`
      default:
        return 'This file cannot be read. Save it as CSV or XLSX and try again.'
    }
  },
  import_columns_missing: ({ missing }) => {
    const columns = namesOf(missing, 'or')
    return `The file lacks ${columns ? `the columns ${columns}` : 'columns'}. Export it again with all of them.`
  },
  import_not_ready: () => 'The file is still being read. Wait until that is done, then apply it.',
  import_already_applied: () => 'This file was applied already. The figures do not change.',
  too_old: () => 'This screen is too old to be brought up to date. Open the page again.',
  unavailable: () => 'The server does not answer. What you pressed is kept and sent by itself.',
}

function formatSaidDay(day: unknown): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(said(day)) ? formatFullDay(said(day), 'en') : ''
}
