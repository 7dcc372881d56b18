import * as v from 'valibot'
import { channelKinds } from '../domain/channel.ts'
import { roles } from '../domain/person.ts'
import { unitKinds } from '../domain/unit.ts'

/** What administrators ask for. Their forms carry the command id, so that pressing twice changes things once. */

const commandId = v.pipe(v.string(), v.uuid())
const id = v.pipe(v.number(), v.integer(), v.minValue(1))
const said = (most: number) =>
  v.pipe(v.string(), v.normalize('NFC'), v.trim(), v.minLength(1), v.maxLength(most))
const words = (most: number) => v.pipe(v.string(), v.normalize('NFC'), v.trim(), v.maxLength(most))
const code = v.pipe(said(40), v.regex(/^[\p{L}\p{N}][\p{L}\p{N}._/-]*$/u))
const memberCount = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20_000_000))
/** 256 bits made where the form was: the server keeps its hash, the person who made it sees it once. */
const secret = v.pipe(v.string(), v.regex(/^[\w-]{43}$/))

const unitFacts = v.object({
  code,
  name: said(200),
  shortName: said(16),
  kind: v.picklist(unitKinds),
  memberCount,
})
export type UnitFacts = v.InferOutput<typeof unitFacts>

export const addUnit = v.object({ id: commandId, parentId: id, ...unitFacts.entries })
/** `was`: what the form was filled with, so that another's change in between is not overwritten unseen. */
export const changeUnit = v.object({ id: commandId, unitId: id, ...unitFacts.entries, was: unitFacts })
export const moveUnit = v.object({ id: commandId, unitId: id, parentId: id })
/** Without a successor the unit ends; with one its work goes on there. */
export const retireUnit = v.object({ id: commandId, unitId: id, successorId: v.nullable(id) })

const cell = words(400)
/** Rows of a units file as they were read, with the mark of the plan that was shown for them. */
export const importUnits = v.object({
  id: commandId,
  rows: v.pipe(
    v.array(
      v.object({
        row: v.pipe(v.number(), v.integer(), v.minValue(1)),
        code: cell,
        name: cell,
        shortName: cell,
        kind: cell,
        parentCode: cell,
        members: cell,
      }),
    ),
    v.maxLength(200_000),
  ),
  seen: v.pipe(v.string(), v.maxLength(100)),
})

export const login = said(100)
export const invitePerson = v.object({
  id: commandId,
  name: said(200),
  login,
  unitId: id,
  role: v.picklist(roles),
  secret,
})
export const changePerson = v.object({
  id: commandId,
  personId: id,
  name: said(200),
  was: v.object({ name: words(200) }),
})
export const changeRole = v.object({ id: commandId, personId: id, unitId: id, role: v.picklist(roles) })
export const aboutPerson = v.object({ id: commandId, personId: id })
export const linkPerson = v.object({ id: commandId, personId: id, secret })

const channelFacts = v.object({
  unitId: id,
  kind: v.picklist(channelKinds),
  name: said(200),
  address: v.nullable(said(2000)),
})
export type ChannelFacts = v.InferOutput<typeof channelFacts>

export const addChannel = v.object({ id: commandId, ...channelFacts.entries })
export const changeChannel = v.object({
  id: commandId,
  channelId: id,
  ...channelFacts.entries,
  was: channelFacts,
})
export const retireChannel = v.object({ id: commandId, channelId: id })

export const setUp = v.object({
  unit: v.object({ code, name: said(200), shortName: said(16), memberCount }),
  admin: v.object({ name: said(200), login, password: v.pipe(v.string(), v.maxLength(1000)) }),
})

export type AddUnit = v.InferOutput<typeof addUnit>
export type ChangeUnit = v.InferOutput<typeof changeUnit>
export type MoveUnit = v.InferOutput<typeof moveUnit>
export type RetireUnit = v.InferOutput<typeof retireUnit>
export type ImportUnits = v.InferOutput<typeof importUnits>
export type InvitePerson = v.InferOutput<typeof invitePerson>
export type ChangePerson = v.InferOutput<typeof changePerson>
export type ChangeRole = v.InferOutput<typeof changeRole>
export type AboutPerson = v.InferOutput<typeof aboutPerson>
export type LinkPerson = v.InferOutput<typeof linkPerson>
export type AddChannel = v.InferOutput<typeof addChannel>
export type ChangeChannel = v.InferOutput<typeof changeChannel>
export type RetireChannel = v.InferOutput<typeof retireChannel>
export type SetUp = v.InferOutput<typeof setUp>
