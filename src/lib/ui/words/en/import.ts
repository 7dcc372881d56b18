import { formatNumber } from '../../format.ts'
import { said, type ErrorFacts } from '../error-facts.ts'
import type { importing as vi } from '../vi/import.ts'
import { plural } from './plural.ts'

const column = ({ column: name }: ErrorFacts) => (said(name) ? `column “${said(name)}”` : 'a column')
const value = ({ value: text }: ErrorFacts) => (said(text) ? ` (“${said(text)}”)` : '')

export const importing = {
  title: 'Import a file',
  updated: 'updated',
  made: 'new',
  rejected: (count) => (count === 1 ? 'rejected line' : 'rejected lines'),
  lead: 'A content export of Meta Business Suite: the board takes the counts of posts it knows and finds posts nobody reported.',
  choose: 'Choose a file',
  drop: 'Drop a file here, or press to choose one',
  dropHere: 'Drop the file to import it',
  formats: (limit) => `CSV or Excel, ${limit} at most`,
  read: 'Read the file',
  timeZone: 'Publish times in the file are in',
  timeZoneHint: 'Meta writes Pacific time. Change this only when the times in the file were changed.',
  timeZones: {
    'America/Los_Angeles': 'Meta’s time (Pacific)',
    'Asia/Ho_Chi_Minh': 'Vietnam time',
    UTC: 'Universal time (UTC)',
  },
  sending: (name, share) => `Sending ${name}: ${share}`,
  checking: 'Sent, the server is taking the file in',
  stop: 'Stop',
  sendAgain: 'Send again',
  sendFailed:
    'The file was not sent, the connection is lost. It is still on this device; sent again it counts once.',
  already: (who, when) =>
    `${who} imported this file at ${when}. The figures do not change, it need not be imported again.`,
  somebody: 'Somebody else',
  seeThat: 'See that import',
  states: {
    waiting: 'Waiting to be read',
    reading: 'Reading the file',
    ready: 'Read',
    applying: 'Writing to the board',
    applied: 'Written to the board',
    failed: 'Not imported',
    dropped: 'Given up',
  },
  rows: (count) => plural(count, 'line', 'lines'),
  rowsOf: (done, total) => `${formatNumber(done, 'en')} of ${plural(total, 'line', 'lines')}`,
  longWait: 'The server is busy, the file waits its turn. You may close the page, the work goes on.',
  mayLeave: 'You may close this page, the work goes on.',
  stale: 'The server did not answer, trying again. The figures below are those of the last answer.',
  kept: 'earlier counts stay in the history',
  keptUntil: 'nothing is written before you press',
  split: (matching, spontaneous) =>
    `${formatNumber(matching, 'en')} fulfil an assignment, ${formatNumber(spontaneous, 'en')} spontaneous`,
  noneRejected: 'every line could be read',
  left: (count) => `${plural(count, 'line changes', 'lines change')} nothing on the board`,
  apply: 'Write to the board',
  applyCount: (count) => `Write ${plural(count, 'post', 'posts')} to the board`,
  nothingToApply: 'The file has nothing new for the board.',
  dropFile: 'Give this file up',
  open: 'Details',
  seePosts: 'See the posts',
  again: 'Import another file',
  failedLead:
    'Lines not yet written changed nothing. Correct the file and import it again; what was written counts once.',
  recent: 'Recent imports',
  noRecent: 'No file was imported into this campaign yet.',
  byAt: (who, when) => `${who} · ${when}`,
  verdictsLabel: 'Lines of the file',
  verdicts: {
    matched: 'Updated',
    new: 'New',
    unmatched: 'Unknown channel',
    outside: 'Outside the campaign',
    bad: 'Rejected',
    unchanged: 'Unchanged',
  },
  explained: {
    matched: 'Posts on the board; their counts are brought up to date.',
    new: 'Posts nobody reported; they are added to the board.',
    unmatched:
      'Posts of a page that is no registered channel, so their unit is not known. These lines are not written.',
    outside:
      'Posts outside the days of the campaign, or of another campaign already. These lines are not written.',
    bad: 'Lines that could not be read. Correct the file and import it again; lines written before count once.',
    unchanged: 'The file has the same counts as the board; there is nothing to write.',
  },
  noRows: 'No lines.',
  row: 'Line',
  page: 'Page',
  why: 'Reason',
  spontaneous: 'spontaneous',
  forWork: (title) => `fulfils “${title}”`,
  untitled: '(no title)',
  reasons: {
    no_identity: (facts) => `${column(facts)} is empty, the post is not known`,
    bad_link: (facts) => `${column(facts)} is not the link of a post${value(facts)}`,
    bad_time: (facts) => `${column(facts)} is not a date and time${value(facts)}`,
    bad_number: (facts) => `${column(facts)} is not a number${value(facts)}`,
    no_link: () => 'no link, so no new post can be added',
    repeated: ({ row }) => `the same post as line ${said(row)}; only the first line counts`,
    unknown_channel: () =>
      'this page is no registered channel. Ask the administrator to add it, then import again',
    outside_campaign: () => 'published outside the days of the campaign',
    other_campaign: () => 'the post belongs to another campaign',
  } as Record<string, (facts: ErrorFacts) => string>,
} satisfies typeof vi
