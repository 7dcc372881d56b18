import { randomUUID } from 'node:crypto'
import type { Cast } from './cast.ts'

export const people = [
  'admin',
  'coordinator',
  'leader',
  'staffOfMuongTe',
  'staffOfSinHo',
  'stranger',
  'nobody',
] as const
export type Person = (typeof people)[number]

/** A campaign of the federation with work of both unions, and what else an address or a form may name. */
export type World = {
  who: Cast
  campaignId: number
  /** Has no coverage. */
  eventId: number
  /** Nobody has been asked for it. */
  coverageId: number
  directiveId: number
  /** An open assignment of Mường Tè. */
  assignmentId: number
  /** A unit under the federation with nothing in it, its channel, and somebody who works there. */
  unitId: number
  unitCode: string
  channelId: number
  personId: number
  /** A post Mường Tè reported. */
  postId: number
  /** A photo shown for work of Mường Tè. */
  fileId: string
  /** A file the coordinator has dropped on the board; not read yet. */
  importId: string
}

/** The status everybody gets. */
export type Answers = Record<Person, number>

export type Row = {
  path: (world: World) => string
  /** Form fields, or an object sent as JSON. */
  form?: (world: World) => Record<string, string | Blob>
  json?: (world: World) => unknown
  answers: Answers
}

const inTheFederation = ['admin', 'coordinator', 'leader', 'staffOfMuongTe', 'staffOfSinHo'] as const

/** Pages send those who are not signed in to the login page; the API says so. */
const notSignedIn = { page: 303, api: 401 }

export function everybody(status: number): Answers {
  return answersOf(() => status)
}

export function signedIn(kind: keyof typeof notSignedIn, status = 200): Answers {
  return answersOf((person) => (person === 'nobody' ? notSignedIn[kind] : status))
}

/** Everybody with a role in the campaign's federation; to others it does not exist. */
export function readers(kind: keyof typeof notSignedIn, status = 200): Answers {
  return only(kind, inTheFederation, status)
}

/** Those named; others of the federation are refused, to strangers there is no such thing. */
export function only(
  kind: keyof typeof notSignedIn,
  may: readonly Person[],
  status = 200,
  { others = 403, stranger = 404 }: { others?: number; stranger?: number } = {},
): Answers {
  return answersOf((person) => {
    if (may.includes(person)) return status
    if (person === 'nobody') return notSignedIn[kind]
    return person === 'stranger' ? stranger : others
  })
}

/** A form of a page: refused with its status, or gone on from. */
export function form(
  path: (world: World) => string,
  fields: (world: World) => Record<string, string | Blob>,
  answers: Answers,
): Row {
  return { path, form: (world) => ({ commandId: randomUUID(), ...fields(world) }), answers }
}

function answersOf(status: (person: Person) => number): Answers {
  return Object.fromEntries(people.map((person) => [person, status(person)])) as Answers
}
