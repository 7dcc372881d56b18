import { DomainError } from '../../domain/error.ts'
import { mayRemind } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import type { Instant } from '../../domain/time.ts'
import { type WallBoard, type WallView, wallView } from '../../domain/wall.ts'
import type { Sql } from '../db/pool.ts'
import * as assignments from '../store/assignment.ts'
import * as campaigns from '../store/campaign.ts'
import { asOfOneSeq, byId, summaryOf } from './board.ts'
import { ownerPathFor, unitNames } from './door.ts'

type Name = { name: string; shortName: string }

/** The wall for somebody, and whether they may remind its units. not_found when they may not see the campaign. */
export async function wallFor(
  sql: Sql,
  actor: Actor | null,
  { campaignId, now }: { campaignId: number; now: Instant },
): Promise<{ view: WallView; mayRemind: boolean }> {
  const ownerPath = await ownerPathFor(sql, actor, campaignId)
  const board = await wallBoard(sql, campaignId)
  const named = await unitNames(sql, [...unitsOn(board)])
  const names = new Map(named.map(({ id, ...name }): [number, Name] => [id, name]))
  return { view: wallView(board, names, now), mayRemind: mayRemind(actor, ownerPath) }
}

function wallBoard(sql: Sql, campaignId: number): Promise<WallBoard> {
  return asOfOneSeq(sql, async (tx) => {
    const [found, work, summary] = await Promise.all([
      campaigns.one(tx, campaignId),
      assignments.workOf(tx, campaignId),
      summaryOf(tx, campaignId),
    ])
    if (!found) throw new DomainError('not_found')
    return { campaign: found.campaign, assignments: byId(work), ...summary }
  })
}

/** The units whose names a wall shows: the owner, and those with work or posts. */
export function unitsOn(board: WallBoard): Set<number> {
  const ids = new Set([board.campaign.unitId])
  for (const { unitId } of Object.values(board.assignments)) ids.add(unitId)
  for (const unitId of Object.keys(board.figures.units)) ids.add(Number(unitId))
  return ids
}
