import { formatNumber } from '../../format.ts'
import type { wall as vi } from '../vi/wall.ts'
import { plural } from './plural.ts'

const n = (value: number) => formatNumber(value, 'en')

export const wall = {
  title: 'Wall',
  leave: 'To the board',
  fullScreen: 'Full screen',
  day: 'Day',
  peakDay: 'peak day',
  startsIn: (days) => `Starts in ${plural(days, 'day', 'days')}`,
  ended: (day) => `Ended on ${day}`,
  closed: (day) => `Closed on ${day}`,
  notOpen: 'Not open yet',
  lostSince: (clock) => `Connection lost at ${clock}, reconnecting`,
  offlineSince: (clock) => `No network since ${clock}`,

  work: { today: 'Done today', on: (day) => `Done on ${day}` },
  workNote: 'of today’s work done',
  workNoteOn: (day) => `of the work of ${day} done`,
  noWork: 'Nothing is due today.',
  verified: 'verified',
  waiting: 'to verify',
  overdue: 'overdue',
  and: (names, more) => `${names} and ${plural(more, 'other unit', 'other units')}`,

  posts: { today: 'Posts today', on: (day) => `Posts on ${day}` },
  noTarget: 'no target for posts yet',
  outside: 'outside the campaign’s days',
  ahead: (posts) => `${plural(posts, 'post', 'posts')} ahead of pace`,
  behind: (posts) => `${plural(posts, 'post', 'posts')} behind pace`,
  onPace: 'on pace',
  paceHow: (share, expected) =>
    `The campaign’s target spread evenly over its days is ${n(share)} posts a day; spread over 24 hours, ${n(expected)} by now.`,

  interactions: { today: 'Interactions today', on: (day) => `Interactions on ${day}` },
  gainedSince: (gain, clock) => `${gain} since ${clock}`,
  byDay: (first, last) => `by day, ${first} – ${last}`,
  notCounted: 'nothing counted yet',
  interactionsHow: 'Reactions, comments and shares of the posts by the newest counts; views are not in it.',

  news: (names, finished, total) => `${names} done, ${n(finished)} of ${n(total)}`,

  attention: 'Needs attention',
  calm: 'Nothing needs attention',
  calmNote: 'Nothing is overdue, declined, or due soon with nobody working on it.',
  nothingDone: (left) => `nothing done yet · ${left}`,
  late: (count, span) => `${n(count)} overdue · the oldest ${span}`,
  declined: (count) => `${n(count)} declined, to be reassigned`,
  reminded: (units) => `Reminded ${plural(units, 'unit', 'units')}`,

  climb: 'Posts over the whole campaign',
  projection: 'Projection',
  target: 'Target',
  actual: 'Published',
  missing: (posts) => `about ${n(posts)} short at this pace`,
  over: (posts) => `about ${n(posts)} over at this pace`,
  justEnough: 'just enough at this pace',
  reached: (share) => `${share} of the target`,
  projectionHow: (perDay, days) =>
    `Projection: the ${n(perDay)} posts a day of the last ${n(days)} whole days`,
  band: 'The band around the projection is how much those days vary.',
  noProjection: 'A projection comes after three whole days with posts',
  noClimb: 'The line of posts shows here once the campaign begins.',
  climbLabel: (posts) => `Posts over the whole campaign: ${n(posts)} so far.`,
  climbTarget: (target) => `Target ${n(target)}.`,
  climbProjection: (posts) => `Projected ${n(posts)} at the end.`,

  channels: { today: 'By channel, today', on: (day) => `By channel, ${day}` },
  noPostsToday: 'No posts on this day yet.',

  weave: 'Posts by day',
  weaveShort: 'Units',
  weaveNote: (first, last) => `posts a day, ${first} – ${last}`,
  unit: 'Unit',
  rank: 'Rank',
  today: 'Today',
  whole: 'Overall',
  wholeHow: 'How much of the unit’s own work is done, over the whole campaign',
  cell: (unit, day, posts) => `${unit}, ${day}: ${plural(posts, 'post', 'posts')}`,
  none: 'No unit has work yet and nothing has been posted. Each unit gets a row, each day a cell.',
  rows: (first, last, all) => `${n(first)}–${n(last)} of ${plural(all, 'unit', 'units')}`,
  others: (units) => `and ${plural(units, 'other unit', 'other units')}`,
  moreUnits: 'Show more units',
  nextUnits: 'The next units',
  previousUnits: 'The units before',

  ticker: 'New',
  noTicker: 'Nothing has been posted in this campaign yet.',

  now: 'Now',
} satisfies typeof vi
