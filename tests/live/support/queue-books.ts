import { vi } from 'vitest'
import type { Sql } from '#lib/server/db/pool.ts'

/** One piece of queued work: which workers began it, and how often it came to its end. */
export type Queued = { jobId: number; task: string; runAt: number; begun: string[]; done: number }

/** Writes down what becomes of queued work: the queue itself forgets what is done. */
export async function keepBooks(sql: Sql): Promise<void> {
  await sql`
    create table queue_book (
      job_id bigint not null, task text not null, run_at timestamptz not null, what text not null, worker text)`
  await sql.unsafe(`
    create function write_queue_book() returns trigger language plpgsql as $$
    declare job graphile_worker._private_jobs := case when tg_op = 'DELETE' then old else new end;
    begin
      if tg_op = 'UPDATE' and (new.locked_by is null or old.locked_by is not distinct from new.locked_by) then
        return null;
      end if;
      insert into queue_book
      select job.id, identifier, job.run_at,
        case tg_op when 'INSERT' then 'queued' when 'UPDATE' then 'begun' else 'done' end, job.locked_by
      from graphile_worker._private_tasks where id = job.task_id;
      return null;
    end $$`)
  await sql`
    create trigger write_queue_book after insert or update or delete on graphile_worker._private_jobs
    for each row execute function write_queue_book()`
}

/** What the books say of work that was queued since they are kept. */
export async function writtenIn(sql: Sql, tasks: string[]): Promise<Queued[]> {
  return sql<Queued[]>`
    select job_id, task, min(run_at) as run_at,
      coalesce(array_agg(worker) filter (where what = 'begun'), '{}') as begun,
      (count(*) filter (where what = 'done'))::int as done
    from queue_book where task = any(${tasks}) group by job_id, task
    having bool_or(what = 'queued') order by job_id`
}

export async function untilState(sql: Sql, importId: string, state: string): Promise<void> {
  await vi.waitFor(
    async () => {
      const [row] = await sql<{ state: string }[]>`select state from import where id = ${importId}`
      if (row?.state !== state) throw new Error(`the import is ${row?.state}, not ${state}`)
    },
    { timeout: 60_000, interval: 50 },
  )
}
