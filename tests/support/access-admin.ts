import { form, only, type Row, type World } from './access.ts'

/** Gone on to the next page; to everybody else the administration is closed. */
const admins = only('page', ['admin'], 303, { stranger: 403 })
const adminsStay = only('page', ['admin'], 200, { stranger: 403 })
/** Refused for another reason, which only those are told who may ask. */
const adminsAreTold = only('page', ['admin'], 422, { stranger: 403 })

const unit = { name: 'LĐLĐ huyện Nậm Nhùn', shortName: 'Nậm Nhùn', kind: 'upper_union', memberCount: '20' }
const channel = { kind: 'bulletin', name: 'Bảng tin cơ quan' }
const secret = 'a'.repeat(43)

type Fields = (world: World) => Record<string, string | Blob>

let codes = 0

/** What everybody gets from the forms of the administration. */
export const adminForms: Record<string, Row> = {
  'POST /admin/units?/add': units('add', ({ who }) => ({
    ...unit,
    code: newCode(),
    parentId: String(who.federation.id),
  })),
  'POST /admin/units?/change': units('change', (world) => ({
    ...unit,
    code: newCode(),
    unitId: String(world.unitId),
    was: JSON.stringify(unitAsItWas(world)),
  })),
  'POST /admin/units?/move': units('move', ({ unitId, who }) => ({
    unitId: String(unitId),
    parentId: String(who.sinHo.id),
  })),
  'POST /admin/units?/retire': units('retire', ({ unitId, who }) => ({
    unitId: String(unitId),
    way: 'merge',
    successorId: String(who.sinHo.id),
  })),
  'POST /admin/units/import?/read': form(
    () => '/admin/units/import?/read',
    () => ({ file: new File(['Mã,Tên đơn vị,Mã cấp trên\nX,Công đoàn X,LC\n'], 'don-vi.csv') }),
    adminsStay,
  ),
  'POST /admin/units/import?/apply': form(
    () => '/admin/units/import?/apply',
    () => ({ rows: '[]', seen: '' }),
    // The units are no longer those that were looked at.
    adminsAreTold,
  ),

  'POST /admin/people?/invite': people('invite', ({ who, unitId }) => ({
    name: 'Lò Văn Pó',
    login: `lo-van-po-${unitId}`,
    unitId: String(who.muongTe.id),
    role: 'staff',
    secret: secret.slice(8) + String(unitId).padStart(8, '0'),
  })),
  'POST /admin/people?/link': people('link', ({ personId }) => ({
    personId: String(personId),
    secret: secret.slice(8) + String(personId).padStart(8, '1'),
  })),
  'POST /admin/people?/rename': people(
    'rename',
    // Somebody else has given another name meanwhile.
    ({ personId }) => ({ personId: String(personId), name: 'Lò Thị Pó', was: '{"name":""}' }),
    adminsAreTold,
  ),
  'POST /admin/people?/grant': people('grant', ({ personId, who }) => ({
    personId: String(personId),
    unitId: String(who.muongTe.id),
    role: 'staff',
  })),
  'POST /admin/people?/revoke': people(
    'revoke',
    // It is their last role.
    ({ personId, unitId }) => ({ personId: String(personId), unitId: String(unitId), role: 'staff' }),
    adminsAreTold,
  ),
  'POST /admin/people?/disable': people('disable', ({ personId }) => ({ personId: String(personId) })),
  'POST /admin/people?/enable': people('enable', ({ personId }) => ({ personId: String(personId) })),
  'POST /admin/people?/signOut': people('signOut', ({ personId }) => ({ personId: String(personId) })),

  'POST /admin/channels?/add': channels('add', ({ unitId }) => ({ ...channel, unitId: String(unitId) })),
  'POST /admin/channels?/change': channels('change', ({ channelId, unitId }) => ({
    ...channel,
    channelId: String(channelId),
    unitId: String(unitId),
    was: JSON.stringify({ unitId, kind: 'bulletin', name: 'Bảng tin', address: null }),
  })),
  'POST /admin/channels?/retire': channels('retire', ({ channelId }) => ({ channelId: String(channelId) })),
}

function units(action: string, fields: Fields): Row {
  return form(() => `/admin/units?/${action}`, fields, admins)
}

function people(action: string, fields: Fields, answers = admins): Row {
  return form(() => `/admin/people?/${action}`, fields, answers)
}

function channels(action: string, fields: Fields): Row {
  return form(() => `/admin/channels?/${action}`, fields, admins)
}

function newCode(): string {
  codes += 1
  return `MOI-${codes}`
}

function unitAsItWas({ unitCode }: World) {
  return {
    code: unitCode,
    name: 'LĐLĐ huyện Nậm Nhùn',
    shortName: unitCode,
    kind: 'upper_union',
    memberCount: 0,
  }
}
