import type { Campaign } from '../../domain/campaign.ts'
import type { Projection } from '../../domain/pace.ts'
import type { Words } from '../words/words.svelte.ts'

type Standing = {
  campaign: Pick<Campaign, 'postTarget'>
  projection: Projection | null
  sofar: number
  isRunning: boolean
}

/** The chart in one clause: how the campaign ends if it goes on like this, or how it ended. Null when nothing is known. */
export function verdictOf(words: Words, { campaign, projection, sofar, isRunning }: Standing): string | null {
  const { postTarget } = campaign
  if (postTarget === null || postTarget === 0) return null
  if (!isRunning) return sofar > 0 ? words.t.wall.reached(words.share(sofar / postTarget)) : null
  if (!projection) return null
  const over = about(projection.posts) - postTarget
  if (Math.abs(over) < postTarget / 100) return words.t.wall.justEnough
  return over > 0 ? words.t.wall.over(about(over)) : words.t.wall.missing(about(-over))
}

/** A projection is no more exact than this: to the ten from a hundred on. */
export function about(posts: number): number {
  return posts < 100 ? posts : Math.round(posts / 10) * 10
}
