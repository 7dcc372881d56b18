import { randomUUID } from 'node:crypto'
import { type Answers, form, only, type Row, signedIn, type World } from './access.ts'

const workers = ['coordinator', 'staffOfMuongTe'] as const
/** Gone on to the next page; others stay and read why not. */
const coordinators = only('page', ['coordinator'], 303)

const plan = {
  campaignKind: 'workers_month',
  name: 'Tháng Công nhân',
  startsOn: '2026-05-01',
  endsOn: '2026-05-31',
}
const event = { name: 'Lễ phát động', startsAt: '2026-05-02T08:00' }
const coverage = { title: 'Tin', contentType: 'news', channelKind: 'fanpage', dueAt: '2026-05-02T17:00' }

type Fields = (world: World) => Record<string, string | Blob>

/** What everybody gets from the forms about campaigns, work and imports. */
export const campaignForms: Record<string, Row> = {
  'POST /campaigns/new?/create': form(
    () => '/campaigns/new?/create',
    ({ who }) => ({ ...plan, unitId: String(who.federation.id) }),
    // There is no campaign yet whose existence could be told.
    only('page', ['coordinator'], 303, { stranger: 403 }),
  ),
  // The same form again, with a calendar: nothing is changed.
  'POST /campaigns/new?/days': form(
    () => '/campaigns/new?/days',
    () => plan,
    signedIn('page'),
  ),
  'POST /campaigns/[id]/change?/change': change('change', () => plan),
  'POST /campaigns/[id]/change?/addDirective': change('addDirective', () => ({ symbol: '319/QĐ-LĐLĐ' })),
  'POST /campaigns/[id]/change?/removeDirective': change('removeDirective', ({ directiveId }) => ({
    directiveId: String(directiveId),
  })),
  // It is open already: that is what those who may are told.
  'POST /campaigns/[id]/change?/open': change('open', () => ({}), only('page', ['coordinator'], 409)),
  'POST /campaigns/[id]/change?/close': change('close', () => ({})),
  'POST /campaigns/[id]/change?/days': change('days', () => plan, only('page', inTheFederation(), 200)),

  'POST /campaigns/[id]/plan?/addEvent': planned('addEvent', () => event),
  'POST /campaigns/[id]/plan?/changeEvent': planned('changeEvent', ({ eventId }) => ({
    ...event,
    eventId: String(eventId),
  })),
  'POST /campaigns/[id]/plan?/removeEvent': planned('removeEvent', ({ eventId }) => ({
    eventId: String(eventId),
  })),
  'POST /campaigns/[id]/plan?/addCoverage': planned('addCoverage', () => coverage),
  'POST /campaigns/[id]/plan?/changeCoverage': planned('changeCoverage', ({ coverageId }) => ({
    ...coverage,
    coverageId: String(coverageId),
  })),
  'POST /campaigns/[id]/plan?/removeCoverage': planned('removeCoverage', ({ coverageId }) => ({
    coverageId: String(coverageId),
  })),

  'POST /campaigns/[id]/imports?/default': form(
    ({ campaignId }) => `/campaigns/${campaignId}/imports`,
    () => ({ id: randomUUID(), timeZone: 'UTC', file: new File(['Post ID,Permalink'], 'trang.csv') }),
    coordinators,
  ),
  // It has not been read yet: that is what those who may are told.
  'POST /campaigns/[id]/imports/[importId]?/apply': ofImport('apply', 409),
  'POST /campaigns/[id]/imports/[importId]?/drop': ofImport('drop', 303),

  'POST /tasks?/accept': task('accept', () => ({})),
  'POST /tasks?/decline': task('decline', () => ({ reason: 'mưa lũ' })),
  'POST /tasks?/done': task('done', ({ assignmentId }) => ({
    link: `https://www.facebook.com/congdoan/posts/8000${assignmentId}`,
  })),
}

function inTheFederation() {
  return ['admin', 'coordinator', 'leader', 'staffOfMuongTe', 'staffOfSinHo'] as const
}

function change(action: string, fields: Fields, answers: Answers = coordinators): Row {
  return form(({ campaignId }) => `/campaigns/${campaignId}/change?/${action}`, fields, answers)
}

function planned(action: string, fields: Fields): Row {
  return form(({ campaignId }) => `/campaigns/${campaignId}/plan?/${action}`, fields, coordinators)
}

function ofImport(action: string, status: number): Row {
  return form(
    ({ campaignId, importId }) => `/campaigns/${campaignId}/imports/${importId}?/${action}`,
    () => ({}),
    // To those who do not coordinate the campaign, its imports do not exist.
    only('page', ['coordinator'], status, { others: 404 }),
  )
}

function task(action: string, fields: Fields): Row {
  return form(
    () => `/tasks?/${action}`,
    (world) => ({
      campaignId: String(world.campaignId),
      assignmentId: String(world.assignmentId),
      ...fields(world),
    }),
    only('page', workers, 303),
  )
}
