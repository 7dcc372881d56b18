import type { Counts, CountSource } from '../../domain/post.ts'
import type { NewCount } from '../../domain/tally.ts'
import type { Instant } from '../../domain/time.ts'
import type { Tx } from '../db/pool.ts'
import { numbers } from './lists.ts'

export type Taken = { at: Instant; from: CountSource; by: number | null }

/** Writes snapshots and makes them the posts' current counts. */
export async function count(tx: Tx, counts: readonly NewCount[], { at, from, by }: Taken): Promise<void> {
  if (counts.length === 0) return
  await tx`
    with counted as materialized (select * from ${asTable(tx, counts)}),
      kept as (
        insert into engagement (post_id, at, day, reactions, comments, shares, views, counted_from, by_person)
        select post_id, ${at}, day, reactions, comments, shares, views, ${from}, ${by} from counted)
    update post set reactions = c.reactions, comments = c.comments, shares = c.shares, views = c.views,
      counted_at = ${at}, counted_from = ${from}
    from counted c where post.id = c.post_id`
}

/** Writes the first snapshots of posts that were inserted with them. */
export async function keep(tx: Tx, counts: readonly NewCount[], { at, from, by }: Taken): Promise<void> {
  if (counts.length === 0) return
  await tx`
    insert into engagement (post_id, at, day, reactions, comments, shares, views, counted_from, by_person)
    select post_id, ${at}, day, reactions, comments, shares, views, ${from}, ${by} from ${asTable(tx, counts)}`
}

/** All snapshots of posts, oldest first. */
export function snapshots(tx: Tx, ids: readonly number[]): Promise<NewCount[]> {
  return tx<NewCount[]>`
    select post_id, day, reactions, comments, shares, views from engagement
    where post_id = any(${[...ids]}) order by id`
}

/** Arrays, so that the statement is the same however many there are, and is planned once. */
function asTable(tx: Tx, counts: readonly NewCount[]) {
  const each = (name: keyof Counts) => numbers(counts.map((one) => one[name]))
  return tx`
    unnest(${numbers(counts.map(({ postId }) => postId))}::bigint[], ${counts.map(({ day }) => day)}::date[],
      ${each('reactions')}::bigint[], ${each('comments')}::bigint[], ${each('shares')}::bigint[],
      ${each('views')}::bigint[]) as c (post_id, day, reactions, comments, shares, views)`
}
