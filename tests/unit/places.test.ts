import { describe, expect, test } from 'vitest'
import type { Me, Role } from '#lib/domain/person.ts'
import { barOf, homeOf, placeAt, railFootOf, railOf } from '#lib/ui/shell/places.ts'

const somebody = (...roles: Role[]): Me => ({
  id: 1,
  name: 'Lò Văn Thành',
  login: 'thanh',
  grants: roles.map((role) => ({ role, unitId: 2, unitPath: '1.2', unitName: 'LĐLĐ huyện Mường Tè' })),
})

describe('the way around', () => {
  test('an officer begins with own work and can paste a link from anywhere', () => {
    const bar = barOf(somebody('staff'), 7)
    expect(bar.map(({ word }) => word)).toEqual(['tasks', 'posts', 'paste', 'board', 'me'])
  })

  test('everybody is led to the plan, only administrators to administration', () => {
    expect(railOf(somebody('staff'), 7).map(({ word }) => word)).toContain('plan')
    expect(railOf(somebody('leader'), 7).map(({ word }) => word)).toContain('plan')
    expect(barOf(somebody('leader'), 7).map(({ word }) => word)).toContain('plan')
    expect(railFootOf(somebody('leader'))).toEqual([])
    expect(railFootOf(somebody('admin'))).toHaveLength(1)
  })

  test.each<Role[]>([
    ['staff'],
    ['coordinator'],
    ['leader'],
    ['admin'],
    ['staff', 'coordinator', 'leader', 'admin'],
  ])('a phone has at most five places: %s', (...roles) => {
    expect(barOf(somebody(...roles), 7).length).toBeLessThanOrEqual(5)
    expect(barOf(somebody(...roles), null).length).toBeLessThanOrEqual(5)
  })

  test('the open place is the nearest above the page', () => {
    const rail = railOf(somebody('coordinator'), 7)
    expect(placeAt(rail, '/campaigns/7/posts/import')?.word).toBe('posts')
    expect(placeAt(rail, '/campaigns/7')?.word).toBe('board')
    expect(placeAt(rail, '/campaigns/7/change')?.word).toBe('plan')
    expect(placeAt(rail, '/campaigns/7/close')?.word).toBe('plan')
    expect(placeAt(rail, '/campaigns/new')?.word).toBe('campaigns')
    expect(placeAt(rail, '/campaigns/77')?.word).toBe('campaigns')
  })

  test.each<[Role[], number | null, string]>([
    [['staff'], 7, '/tasks'],
    [['coordinator', 'admin'], 7, '/campaigns/7'],
    [['leader'], 7, '/campaigns/7'],
    [['leader'], null, '/campaigns'],
    [['admin'], 7, '/admin'],
    [[], 7, '/campaigns/7'],
  ])('%s with campaign %s begins at %s', (roles, campaignId, home) => {
    expect(homeOf(somebody(...roles), campaignId)).toBe(home)
  })
})
