import { randomUUID } from 'node:crypto'
import { everybody, only, readers, type Row, signedIn } from './access.ts'

const workers = ['coordinator', 'staffOfMuongTe'] as const
/** To coordinators of another federation administration is no secret, only not theirs. */
const nobodyElse = { stranger: 403 }
const admins = only('page', ['admin'], 200, nobodyElse)

function ofCampaign(page: string): Row {
  return { path: ({ campaignId }) => `/campaigns/${campaignId}${page}`, answers: readers('page') }
}

/** What everybody gets from pages, the way in, the own account and the API. */
export const pagesAndApi: Record<string, Row> = {
  'GET /': { path: () => '/', answers: signedIn('page', 307) },
  'GET /healthz': { path: () => '/healthz', answers: everybody(200) },
  'GET /readyz': { path: () => '/readyz', answers: everybody(200) },
  'GET /login': { path: () => '/login', answers: { ...everybody(303), nobody: 200 } },
  'POST /login?/default': {
    path: () => '/login',
    // Not the same login each time: tries are throttled.
    form: () => ({ login: randomUUID(), password: 'wrong' }),
    answers: { ...everybody(303), nobody: 401 },
  },
  'POST /logout': { path: () => '/logout', answers: everybody(303) },
  'POST /preferences': {
    path: () => '/preferences',
    form: () => ({ locale: 'en' }),
    answers: everybody(303),
  },
  'GET /setup/[token]': { path: () => '/setup/none', answers: everybody(200) },
  'POST /setup/[token]?/default': {
    path: () => '/setup/none',
    form: () => ({
      unitName: 'LĐLĐ tỉnh',
      shortName: 'LĐLĐ',
      code: 'X',
      name: 'Ai',
      login: 'ai',
      password: 'mật khẩu đủ dài',
    }),
    answers: everybody(410),
  },
  'GET /invite/[token]': { path: () => '/invite/none', answers: everybody(200) },
  'POST /invite/[token]?/default': {
    path: () => '/invite/none',
    form: () => ({ password: 'mật khẩu đủ dài' }),
    answers: everybody(410),
  },

  'GET /tasks': { path: () => '/tasks', answers: signedIn('page') },
  'GET /me': { path: () => '/me', answers: signedIn('page') },
  'POST /me?/password': {
    path: () => '/me?/password',
    form: () => ({ oldPassword: 'nicht das alte', password: 'mật khẩu đủ dài' }),
    // Everybody has their own account; this is not its password.
    answers: signedIn('page', 401),
  },
  'POST /me?/endSession': {
    path: () => '/me?/endSession',
    form: () => ({ sessionId: 'somebody else’s' }),
    answers: everybody(303),
  },
  'POST /me?/endAll': { path: () => '/me?/endAll', form: () => ({}), answers: everybody(303) },

  'GET /admin': { path: () => '/admin', answers: only('page', ['admin'], 307, nobodyElse) },
  'GET /admin/units': { path: () => '/admin/units', answers: admins },
  'GET /admin/people': { path: () => '/admin/people', answers: admins },
  'GET /admin/channels': { path: () => '/admin/channels', answers: admins },
  'GET /admin/units/import': { path: () => '/admin/units/import', answers: admins },
  'GET /admin/units/file.csv': { path: () => '/admin/units/file.csv', answers: admins },

  'GET /campaigns': { path: () => '/campaigns', answers: signedIn('page') },
  'GET /campaigns/new': { path: () => '/campaigns/new', answers: signedIn('page') },
  'GET /campaigns/[id]': ofCampaign(''),
  'GET /campaigns/[id]/plan': ofCampaign('/plan'),
  'GET /campaigns/[id]/posts': ofCampaign('/posts'),
  'GET /campaigns/[id]/wall': ofCampaign('/wall'),
  'GET /campaigns/[id]/change': ofCampaign('/change'),
  'GET /campaigns/[id]/close': ofCampaign('/close'),
  'GET /campaigns/[id]/imports': {
    path: ({ campaignId }) => `/campaigns/${campaignId}/imports`,
    answers: only('page', ['coordinator']),
  },
  'GET /campaigns/[id]/imports/[importId]': {
    path: ({ campaignId, importId }) => `/campaigns/${campaignId}/imports/${importId}`,
    answers: only('page', ['coordinator'], 200, { others: 404 }),
  },

  'POST /api/commands': {
    path: () => '/api/commands',
    json: ({ campaignId, assignmentId }) => ({
      id: randomUUID(),
      kind: 'accept',
      campaignId,
      assignmentIds: [assignmentId],
    }),
    answers: only('api', workers),
  },
  'POST /api/files': {
    path: () => '/api/files',
    // Refused before the picture is looked at; to those who may, this is none.
    form: ({ campaignId, assignmentId }) => ({
      id: randomUUID(),
      campaignId: String(campaignId),
      assignmentId: String(assignmentId),
      file: new Blob(['no picture'], { type: 'image/jpeg' }),
    }),
    answers: only('api', workers, 422),
  },
  'GET /files/[id]': { path: ({ fileId }) => `/files/${fileId}`, answers: readers('page') },
  'GET /api/campaigns/[id]/board': {
    path: ({ campaignId }) => `/api/campaigns/${campaignId}/board`,
    answers: readers('api'),
  },
  'GET /api/campaigns/[id]/directory': {
    path: ({ campaignId }) => `/api/campaigns/${campaignId}/directory`,
    answers: readers('api'),
  },
  'GET /api/campaigns/[id]/posts': {
    path: ({ campaignId }) => `/api/campaigns/${campaignId}/posts`,
    answers: readers('api'),
  },
  'GET /api/campaigns/[id]/posts/[postId]': {
    path: ({ campaignId, postId }) => `/api/campaigns/${campaignId}/posts/${postId}`,
    answers: readers('api'),
  },
  'GET /api/campaigns/[id]/assignments/[assignmentId]/history': {
    path: ({ campaignId, assignmentId }) =>
      `/api/campaigns/${campaignId}/assignments/${assignmentId}/history`,
    answers: readers('api'),
  },
  'POST /api/campaigns/[id]/imports': {
    path: ({ campaignId }) =>
      `/api/campaigns/${campaignId}/imports?id=${randomUUID()}&fileName=trang.csv&timeZone=UTC`,
    json: () => 'Post ID,Permalink,Publish time,Reactions',
    answers: only('api', ['coordinator']),
  },
  'GET /api/imports/[importId]': {
    path: ({ importId }) => `/api/imports/${importId}`,
    // A file somebody else dropped is nobody's to know of but the coordinators'.
    answers: only('api', ['coordinator'], 200, { others: 404 }),
  },
  'GET /api/tasks': { path: () => '/api/tasks', answers: signedIn('api') },
  'GET /api/links/recognise': {
    path: ({ campaignId, assignmentId }) =>
      `/api/links/recognise?campaignId=${campaignId}&assignmentId=${assignmentId}` +
      `&link=${encodeURIComponent('https://facebook.com/trang/posts/438700')}`,
    answers: only('api', workers),
  },
}
