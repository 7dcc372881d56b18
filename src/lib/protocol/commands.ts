import * as v from 'valibot'
import { campaignKinds } from '../domain/campaign.ts'
import { channelKinds } from '../domain/channel.ts'
import { contentTypes } from '../domain/coverage.ts'
import type { ErrorCode } from '../domain/error.ts'

/** Where commands are sent: POST, one JSON object. Ids are uuids the client makes. */
export const commandPath = '/api/commands'

/** Who made a request that was kept and sent later: it is refused (401) when somebody else is signed in by then. */
export const personHeader = 'x-person'

const id = v.pipe(v.number(), v.integer(), v.minValue(1))
const ids = v.pipe(v.array(id), v.minLength(1), v.maxLength(1000))
const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4_102_444_800_000)) // year 2100
const day = v.pipe(v.string(), v.isoDate())
const words = (most: number) => v.pipe(v.string(), v.normalize('NFC'), v.trim(), v.maxLength(most))
const said = (most: number) => v.pipe(words(most), v.minLength(1))
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2_000_000_000))

/** Shown as a link to press: never an address that runs a program, such as javascript:. */
const webAddress = v.pipe(v.string(), v.trim(), v.url(), v.regex(/^https?:\/\//i), v.maxLength(2000))

const counts = { reactions: count, comments: count, shares: count, views: count }

const plan = {
  campaignKind: v.picklist(campaignKinds),
  name: said(200),
  startsOn: day,
  endsOn: day,
  peakDays: v.pipe(v.array(day), v.maxLength(60)),
  postTarget: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000_000))),
}

const directive = {
  symbol: said(80),
  issuedOn: v.nullable(day),
  issuer: words(200),
  summary: words(2000),
  link: v.nullable(webAddress),
}

const event = {
  name: said(300),
  place: words(300),
  startsAt: instant,
  endsAt: v.nullable(instant),
  hostUnitId: v.nullable(id),
}

const coverage = {
  eventId: v.nullable(id),
  title: said(300),
  contentType: v.picklist(contentTypes),
  channelKind: v.picklist(channelKinds),
  dueAt: instant,
}

/** A post as somebody reports it: the link as pasted, the rest as known. */
const reportedPost = {
  link: said(4000),
  title: words(500),
  contentType: v.nullable(v.picklist(contentTypes)),
  publishedAt: v.nullable(instant),
}

const command = <Kind extends string, Entries extends v.ObjectEntries>(kind: Kind, entries: Entries) =>
  v.object({
    id: v.pipe(v.string(), v.uuid()),
    /** When the person pressed; a phone without signal sends it later. */
    madeAt: v.optional(instant),
    kind: v.literal(kind),
    ...entries,
  })

const inCampaign = { campaignId: id }
const onAssignments = { ...inCampaign, assignmentIds: ids }

export const commandSchema = v.variant('kind', [
  command('createCampaign', {
    ...plan,
    unitId: id,
    directives: v.pipe(v.array(v.object(directive)), v.maxLength(50)),
  }),
  command('changeCampaign', { ...inCampaign, ...plan }),
  command('openCampaign', inCampaign),
  command('closeCampaign', inCampaign),
  command('addDirective', { ...inCampaign, ...directive }),
  command('removeDirective', { ...inCampaign, directiveId: id }),
  command('addEvent', { ...inCampaign, ...event }),
  command('changeEvent', { ...inCampaign, eventId: id, ...event }),
  command('removeEvent', { ...inCampaign, eventId: id }),
  command('addCoverage', { ...inCampaign, ...coverage }),
  command('changeCoverage', { ...inCampaign, coverageId: id, ...coverage }),
  command('removeCoverage', { ...inCampaign, coverageId: id }),
  command('assign', {
    ...inCampaign,
    coverageIds: ids,
    unitIds: ids,
    personId: v.nullable(id),
    /** Null: when the coverage is due. */
    dueAt: v.nullable(instant),
  }),
  command('accept', onAssignments),
  command('decline', { ...onAssignments, reason: words(1000) }),
  command('markDone', {
    ...inCampaign,
    assignmentId: id,
    posts: v.pipe(v.array(v.object(reportedPost)), v.maxLength(20)),
    fileIds: v.pipe(v.array(v.pipe(v.string(), v.uuid())), v.maxLength(20)),
  }),
  command('verify', onAssignments),
  command('return', { ...onAssignments, reason: words(1000) }),
  command('remind', onAssignments),
  command('cancel', { ...onAssignments, reason: words(1000) }),
  command('reassign', { ...onAssignments, unitId: id, personId: v.nullable(id) }),
  command('extend', { ...onAssignments, dueAt: instant }),
  command('undo', onAssignments),
  command('reportPost', {
    ...inCampaign,
    ...reportedPost,
    unitId: id,
    /** Needed when no registered channel is recognised from the link. */
    channelKind: v.nullable(v.picklist(channelKinds)),
  }),
  command('removePost', { ...inCampaign, postId: id }),
  command('count', { ...inCampaign, postId: id, ...counts }),
])

export type Command = v.InferOutput<typeof commandSchema>
export type CommandKind = Command['kind']
export type CommandOf<Kind extends CommandKind> = Extract<Command, { kind: Kind }>

/** A command as a screen makes it: the id, and when, are added where it is sent. */
export type Ask = Command extends infer One
  ? One extends Command
    ? Omit<One, 'id' | 'madeAt'>
    : never
  : never

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** The result names what a command made (ids), and what it could not do and why. */
export type Accepted = { ok: true; stream: string; seq: number; result: { [key: string]: Json } }
export type Refused = { ok: false; code: ErrorCode; data: Record<string, unknown> }
export type Reply = Accepted | Refused
