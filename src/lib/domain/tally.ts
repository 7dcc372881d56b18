import { type Counts, gain, noCounts, type Post, sameCounts, type Tally } from './post.ts'
import { dayOf, type Day, type Instant } from './time.ts'

type Place = Pick<Post, 'unitId' | 'channelId' | 'channelKind'>

/** A post counts on the day it was published. */
export function tallyOfPost(post: Place & Pick<Post, 'publishedAt'>, timeZone: string): Tally {
  return { ...placeOf(post), day: dayOf(post.publishedAt, timeZone), posts: 1, ...noCounts }
}

/**
 * The day a gain belongs to. The first count of a post goes to the day it was published (the file came late,
 * the likes did not); what it gains after that, to the day somebody counted.
 */
function dayOfGain(post: Pick<Post, 'publishedAt' | 'countedAt'>, countedAt: Instant, timeZone: string): Day {
  return dayOf(post.countedAt === null ? post.publishedAt : countedAt, timeZone)
}

/** What new counts of a post add to its unit, channel and day; the post itself is there already. */
export function tallyOfGain(post: Place & Counts, counts: Counts, day: Day): Tally {
  return { ...placeOf(post), day, posts: 0, ...gain(post, counts) }
}

/** What of a post its new counts are weighed against. */
export type Countable = Place & Counts & Pick<Post, 'id' | 'publishedAt' | 'countedAt'>

export type NewCount = Counts & { postId: number; day: Day }

/** What new counts come to: those that differ from the posts' current ones, and what they gain. */
export function gainsOf(
  counted: readonly { post: Countable; counts: Counts }[],
  { at, timeZone }: { at: Instant; timeZone: string },
): { counts: NewCount[]; tallies: Tally[] } {
  const counts: NewCount[] = []
  const gained: Tally[] = []
  for (const { post, counts: after } of counted) {
    if (post.countedAt !== null && sameCounts(post, after)) continue
    const day = dayOfGain(post, at, timeZone)
    counts.push({ postId: post.id, ...after, day })
    gained.push(tallyOfGain(post, after, day))
  }
  return { counts, tallies: sumTallies(gained) }
}

/** Adds up tallies of the same unit, channel and day; ordered by them, so that rows are locked in one order. */
export function sumTallies(tallies: readonly Tally[]): Tally[] {
  const sums = new Map<string, Tally>()
  for (const tally of tallies) {
    const key = tallyKey(tally)
    const sum = sums.get(key)
    sums.set(key, sum ? addTallies(sum, tally) : tally)
  }
  return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum)
}

function tallyKey(tally: Pick<Tally, 'unitId' | 'channelId' | 'channelKind' | 'day'>): string {
  return `${tally.unitId}:${tally.channelId ?? ''}:${tally.channelKind}:${tally.day}`
}

/** Takes a tally back. */
export function negative(tally: Tally): Tally {
  return {
    ...tally,
    posts: -tally.posts,
    reactions: -tally.reactions,
    comments: -tally.comments,
    shares: -tally.shares,
    views: -tally.views,
  }
}

function addTallies(a: Tally, b: Tally): Tally {
  return {
    ...a,
    posts: a.posts + b.posts,
    reactions: a.reactions + b.reactions,
    comments: a.comments + b.comments,
    shares: a.shares + b.shares,
    views: a.views + b.views,
  }
}

function placeOf({ unitId, channelId, channelKind }: Place): Place {
  return { unitId, channelId, channelKind }
}
