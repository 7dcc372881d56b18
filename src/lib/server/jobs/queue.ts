import { Logger, type LogLevel, run, runMigrations, type TaskList } from 'graphile-worker'
import type { Sql } from '../db/pool.ts'
import { log } from '../log.ts'
import { everyMinute, tasks } from './tasks.ts'
import { resumeImports } from './tasks/resume-imports.ts'

/** Sets up the queue's own tables; addJob needs them. */
export async function prepareJobs(url: string): Promise<void> {
  await runMigrations({ connectionString: url, logger })
}

/**
 * Works off the queue in this process until stopped; stop() lets running jobs finish for a while, then leaves
 * them to whoever starts next.
 */
export async function startJobs({
  sql,
  url,
}: {
  sql: Sql
  url: string
}): Promise<{ stop: () => Promise<void> }> {
  await prepareJobs(url)
  await resumeImports(sql)
  const runner = await run({
    connectionString: url,
    concurrency: 2,
    maxPoolSize: 4,
    noHandleSignals: true,
    logger,
    taskList: taskList(sql),
    crontab: Object.keys(everyMinute)
      .map((name) => `* * * * * ${name}`)
      .join('\n'),
  })
  return { stop: () => runner.stop() }
}

const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const

const logger = new Logger(() => (level: `${LogLevel}`, message) => log[levels[level]](message))

function taskList(sql: Sql): TaskList {
  const list: TaskList = {}
  for (const [name, task] of Object.entries(tasks)) {
    // The payload was written by addJob, which knows its type by the task's name.
    list[name] = (payload) => task(sql, payload as Parameters<typeof task>[1])
  }
  for (const [name, task] of Object.entries(everyMinute)) list[name] = () => task(sql)
  return list
}
