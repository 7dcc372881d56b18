import { randomUUID } from 'node:crypto'
import type { Sql } from '#lib/server/db/pool.ts'
import { everybody, only, readers, type Row, signedIn, type World } from './access.ts'
import { type Cast, done, openCampaign } from './cast.ts'

const workers = ['coordinator', 'staffOfMuongTe'] as const

/** What everybody gets from every page, action and method. A new one has to be added, or a test fails. */
export const table: Record<string, Row> = {
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

  'GET /campaigns': { path: () => '/campaigns', answers: signedIn('page') },
  'GET /campaigns/[id]': { path: ({ campaignId }) => `/campaigns/${campaignId}`, answers: readers('page') },
  'GET /campaigns/[id]/wall': {
    path: ({ campaignId }) => `/campaigns/${campaignId}/wall`,
    answers: readers('page'),
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
  'GET /api/campaigns/[id]/posts/[postId]/counts': {
    path: ({ campaignId, postId }) => `/api/campaigns/${campaignId}/posts/${postId}/counts`,
    answers: readers('api'),
  },
  'GET /api/campaigns/[id]/assignments/[assignmentId]/history': {
    path: ({ campaignId, assignmentId }) =>
      `/api/campaigns/${campaignId}/assignments/${assignmentId}/history`,
    answers: readers('api'),
  },
  'GET /api/imports/[importId]': {
    path: ({ importId }) => `/api/imports/${importId}`,
    // A file somebody else dropped is nobody's to know of but the coordinators'.
    answers: only('api', ['coordinator'], 200, { others: 404 }),
  },
  'GET /api/links/recognise': {
    path: ({ campaignId, assignmentId }) =>
      `/api/links/recognise?campaignId=${campaignId}&assignmentId=${assignmentId}` +
      `&link=${encodeURIComponent('https://facebook.com/trang/posts/438700')}`,
    answers: only('api', workers),
  },
}

let worlds = 0

/** An open campaign with everything an address of the table names. */
export async function newWorld(sql: Sql, who: Cast): Promise<World> {
  worlds += 1
  const { campaignId, coverageId, assignmentIds } = await openCampaign(sql, who)
  const reported = await done(sql, who.staffOfMuongTe, {
    kind: 'reportPost',
    campaignId,
    unitId: who.muongTe.id,
    link: `https://www.facebook.com/congdoan/posts/${700_000 + worlds}`,
    title: 'Trao quà',
    contentType: 'news',
    publishedAt: null,
    channelKind: 'fanpage',
  })
  const byPerson = who.staffOfMuongTe.personId
  const photo = { id: randomUUID(), campaignId, unitId: who.muongTe.id, byPerson, at: Date.now() }
  await sql`
    insert into file ${sql({ ...photo, mime: 'image/webp', width: 1, height: 1, bytes: Buffer.from('picture') })}`
  const dropped = { id: randomUUID(), campaignId, byPerson: who.coordinator.personId, at: Date.now() }
  await sql`
    insert into import ${sql({ ...dropped, fileName: 'trang.csv', sha256: dropped.id, timeZone: 'UTC', state: 'waiting' })}`
  return {
    who,
    campaignId,
    coverageId,
    assignmentId: assignmentIds[0],
    postId: Number(reported.result['postId']),
    fileId: photo.id,
    importId: dropped.id,
  }
}
