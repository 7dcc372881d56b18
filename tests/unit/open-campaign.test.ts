import { expect, test } from 'vitest'
import { OpenCampaign } from '#lib/ui/campaign/open-campaign.svelte.ts'
import { boardOf, unitOf } from '../support/board.ts'

test('who coordinates a unit coordinates its campaign also after the unit has moved', () => {
  const board = boardOf([], [])
  const { unitId } = board.campaign
  const owner = { ...unitOf(unitId, 'LĐLĐ tỉnh Lai Châu'), path: `34.12.${unitId}` }
  const before = { unitId, unitPath: `34.${unitId}`, unitName: owner.name }
  const grants = [{ role: 'coordinator' as const, ...before }]
  const me = { id: 5, name: 'Lò Văn Pâng', login: 'dieuphoi', grants }
  const directory = { seq: 1, units: [owner], channels: [], people: [] }
  const campaign = new OpenCampaign({ snapshot: { board, seq: 1 }, directory, me, now: 0 })
  expect(campaign.mayCoordinate).toBe(true)
})
