import type { Board } from '../../domain/board.ts'
import { DomainError } from '../../domain/error.ts'
import { mayRemind, maySeeCampaign } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import type { Instant } from '../../domain/time.ts'
import { type WallView, wallView } from '../../domain/wall.ts'
import type { Sql } from '../db/pool.ts'
import { boardSnapshot } from './board.ts'
import { ownerPathOf, unitNames } from './door.ts'

type Name = { name: string; shortName: string }

/** The wall for somebody, and whether they may remind its units. not_found when they may not see the campaign. */
export async function wallFor(
  sql: Sql,
  actor: Actor | null,
  { campaignId, now }: { campaignId: number; now: Instant },
): Promise<{ view: WallView; mayRemind: boolean }> {
  const ownerPath = await ownerPathOf(sql, campaignId)
  if (ownerPath === null || !maySeeCampaign(actor, ownerPath)) throw new DomainError('not_found')
  const { board } = await boardSnapshot(sql, campaignId)
  const named = await unitNames(sql, [...unitsOn(board)])
  const names = new Map(named.map(({ id, ...name }): [number, Name] => [id, name]))
  return { view: wallView(board, names, now), mayRemind: mayRemind(actor, ownerPath) }
}

/** The units whose names a wall shows: the owner, and those with work or posts. */
export function unitsOn(board: Board): Set<number> {
  const ids = new Set([board.campaign.unitId])
  for (const { unitId } of Object.values(board.assignments)) ids.add(unitId)
  for (const unitId of Object.keys(board.figures.units)) ids.add(Number(unitId))
  return ids
}
