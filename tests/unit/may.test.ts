import { describe, expect, test } from 'vitest'
import {
  mayAdminister,
  mayCoordinate,
  mayRemind,
  maySeeCampaign,
  maySeePeople,
  mayWorkFor,
} from '#lib/domain/may.ts'
import type { Actor, Role } from '#lib/domain/person.ts'
import { isWithin } from '#lib/domain/unit.ts'

const federation = '1'
const district = '1.2'
const neighbour = '1.20'
const school = '1.2.5'
const elsewhere = '9'

function who(role: Role, unitPath: string): Actor {
  return { personId: 1, grants: [{ role, unitId: 1, unitPath }] }
}

test('a unit whose id begins with another’s is not below it', () => {
  expect(isWithin('1.20', '1.2')).toBe(false)
  expect(isWithin('1.2.5', '1.2')).toBe(true)
})

const rules = { mayAdminister, mayCoordinate, mayWorkFor, mayRemind, maySeeCampaign }

/** For somebody with the role in the district: at federation, district, neighbour, school, elsewhere. */
const table: [keyof typeof rules, Role | null, boolean[]][] = [
  ['mayAdminister', 'admin', [false, true, false, true, false]],
  ['mayAdminister', 'coordinator', [false, false, false, false, false]],
  ['mayAdminister', 'staff', [false, false, false, false, false]],
  ['mayAdminister', 'leader', [false, false, false, false, false]],
  ['mayAdminister', null, [false, false, false, false, false]],
  ['mayCoordinate', 'admin', [false, false, false, false, false]],
  ['mayCoordinate', 'coordinator', [false, true, false, true, false]],
  ['mayCoordinate', 'staff', [false, false, false, false, false]],
  ['mayCoordinate', 'leader', [false, false, false, false, false]],
  ['mayCoordinate', null, [false, false, false, false, false]],
  ['mayWorkFor', 'admin', [false, false, false, false, false]],
  ['mayWorkFor', 'coordinator', [false, true, false, true, false]],
  ['mayWorkFor', 'staff', [false, true, false, false, false]],
  ['mayWorkFor', 'leader', [false, false, false, false, false]],
  ['mayWorkFor', null, [false, false, false, false, false]],
  ['mayRemind', 'admin', [false, false, false, false, false]],
  ['mayRemind', 'coordinator', [false, true, false, true, false]],
  ['mayRemind', 'staff', [false, false, false, false, false]],
  ['mayRemind', 'leader', [false, true, false, true, false]],
  ['mayRemind', null, [false, false, false, false, false]],
  ['maySeeCampaign', 'admin', [true, true, false, true, false]],
  ['maySeeCampaign', 'coordinator', [true, true, false, true, false]],
  ['maySeeCampaign', 'staff', [true, true, false, true, false]],
  ['maySeeCampaign', 'leader', [true, true, false, true, false]],
  ['maySeeCampaign', null, [false, false, false, false, false]],
]

describe('who may', () => {
  test.each(table)('%s as %s of the district', (rule, role, expected) => {
    const actor = role && who(role, district)
    const paths = [federation, district, neighbour, school, elsewhere]
    expect(paths.map((path) => rules[rule](actor, path))).toEqual(expected)
  })
  test('only admins see people', () => {
    expect(maySeePeople(who('admin', school))).toBe(true)
    expect(maySeePeople(who('leader', federation))).toBe(false)
    expect(maySeePeople(null)).toBe(false)
  })
})
