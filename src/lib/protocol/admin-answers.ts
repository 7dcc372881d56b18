import type { Channel } from '../domain/channel.ts'
import type { Grant } from '../domain/person.ts'
import type { Instant } from '../domain/time.ts'
import type { Unit } from '../domain/unit.ts'
import type { UnitRow } from '../domain/units-import.ts'
import type { PlannedRow } from '../domain/units-plan.ts'

/** What administrators' lists show. */

/** A unit with what it holds itself, not counting what is below it. */
export type KeptUnit = Unit & {
  people: number
  channels: number
  /** Assignments, cancelled ones left out; open: those that still wait for the unit in campaigns not closed. */
  work: number
  open: number
}

export type UnitChoice = Pick<Unit, 'id' | 'code' | 'name' | 'shortName' | 'parentId' | 'path'>

export type KeptPerson = {
  id: number
  login: string
  name: string
  disabledAt: Instant | null
  hasPassword: boolean
  /** Until when a link they were given works; null when there is none. */
  linkUntil: Instant | null
  /** Browsers signed in now, and when the last of them signed in. */
  devices: number
  signedInAt: Instant | null
  grants: (Grant & { unitName: string; hasEnded: boolean })[]
  /** Roles in units this administrator does not keep. */
  otherRoles: number
  /** Whether this administrator keeps every unit they hold a role in. */
  isKept: boolean
}

export type KeptChannel = Channel & { unitName: string; unitPath: string; posts: number }

export type UnitWithoutPage = { id: number; name: string; memberCount: number; parentName: string | null }

/** What a units file will do, and the rows to send back for it to be done. */
export type UnitsPreview = {
  /** The file's. */
  name: string
  planned: PlannedRow[]
  rows: UnitRow[]
  mark: string
}
