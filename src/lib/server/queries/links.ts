import { DomainError } from '../../domain/error.ts'
import { canonicalLink, channelKeysOf, matchKeys } from '../../domain/link.ts'
import { maySeeCampaign, mayWorkFor } from '../../domain/may.ts'
import type { Actor } from '../../domain/person.ts'
import { linkWarnings, recogniseChannel } from '../../domain/recognise.ts'
import type { LinkRecognised } from '../../protocol/links.ts'
import type { Sql } from '../db/pool.ts'
import * as assignments from '../store/assignment.ts'
import * as campaigns from '../store/campaign.ts'
import * as coverages from '../store/coverage.ts'
import * as posts from '../store/post.ts'
import * as units from '../store/unit.ts'

export type LinkAsk = {
  campaignId: number
  /** For which assignment, or as a spontaneous post of which unit. */
  assignmentId: number | null
  unitId: number | null
  link: string
}

/**
 * What the board makes of a pasted link, before it is sent: the post's address, its channel, what to point out, and who
 * has reported it already. Throws not_found, not_allowed, link_not_recognised, bad_input.
 */
export async function recogniseFor(sql: Sql, actor: Actor | null, ask: LinkAsk): Promise<LinkRecognised> {
  const found = await campaigns.one(sql, ask.campaignId)
  if (!found || !maySeeCampaign(actor, found.ownerPath)) throw new DomainError('not_found')
  const { unitId, channelKind } = await meantFor(sql, ask)
  const path = (await units.pathsOf(sql, [unitId])).get(unitId)
  if (path === undefined) throw new DomainError('not_found', { unitId })
  if (!mayWorkFor(actor, path)) throw new DomainError('not_allowed', { needs: 'staff' })
  const canonical = canonicalLink(ask.link)
  if ('problem' in canonical) {
    throw new DomainError('link_not_recognised', { link: ask.link, problem: canonical.problem })
  }
  const [channels, [post]] = await Promise.all([
    posts.channelsByKey(sql, channelKeysOf(canonical)),
    posts.byKeys(sql, matchKeys(canonical)),
  ])
  const closest = recogniseChannel(canonical, channels)
  const [unit] = closest ? await units.some(sql, [closest.unitId]) : []
  const warnings = linkWarnings({
    link: canonical,
    channel: closest,
    expectedUnitIds: [unitId, found.campaign.unitId],
    expectedChannelKind: channelKind,
    publishedAt: post?.publishedAt ?? null,
    campaign: found.campaign,
  })
  return {
    link: canonical.link,
    needsResolving: canonical.needsResolving,
    channel: closest ? { id: closest.id, kind: closest.kind, name: closest.name } : null,
    unit: unit ? { id: unit.id, name: unit.name, shortName: unit.shortName } : null,
    warnings,
    known: post
      ? { unitId: post.unitId, by: post.reportedBy, at: post.reportedAt, assignmentId: post.assignmentId }
      : null,
  }
}

async function meantFor(sql: Sql, { campaignId, assignmentId, unitId }: LinkAsk) {
  if (assignmentId === null) {
    if (unitId === null) throw new DomainError('bad_input', { field: 'unitId' })
    return { unitId, channelKind: null }
  }
  const [assignment] = await assignments.some(sql, campaignId, [assignmentId])
  if (!assignment) throw new DomainError('not_found', { assignmentId })
  const coverage = await coverages.coverage(sql, campaignId, assignment.coverageId)
  return { unitId: assignment.unitId, channelKind: coverage?.channelKind ?? null }
}
