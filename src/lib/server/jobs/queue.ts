import { Logger, type LogLevel, run, runMigrations, type TaskList } from 'graphile-worker'
import { Pool } from 'pg'
import type { Sql } from '../db/pool.ts'
import { log } from '../log.ts'
import { scheduled, tasks } from './tasks.ts'
import { resumeImports } from './tasks/resume-imports.ts'

/** Sets up the queue's own tables; addJob needs them. */
export async function prepareJobs(url: string): Promise<void> {
  await runMigrations({ connectionString: url, logger })
}

/** Running jobs are given 5 s by the queue itself; without its database it would wait for its next try, in milliseconds. */
const patience = 8_000

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
  // A pool of our own: the worker's lets go of its connections before they are closed, and one that breaks then
  // ends the process.
  const pgPool = new Pool({ connectionString: url, max: 4 })
  // The error carries the whole connection: its sentence says enough.
  const onError = ({ message }: Error) => log.warn({ why: message }, 'A connection of the queue broke')
  pgPool.on('error', onError)
  pgPool.on('connect', (client) => client.on('error', onError))
  const runner = await run({
    pgPool,
    concurrency: 2,
    noHandleSignals: true,
    logger,
    taskList: taskList(sql),
    crontab: Object.entries(scheduled)
      .map(([name, { at }]) => `${at} ${name}`)
      .join('\n'),
  })
  return {
    stop: async () => {
      const stopped = runner.stop().then(() => pgPool.end())
      let timer: NodeJS.Timeout | undefined
      const isEnough = new Promise<void>((resolve) => (timer = setTimeout(resolve, patience)))
      await Promise.race([stopped, isEnough])
      clearTimeout(timer)
    },
  }
}

const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const

const logger = new Logger(() => (level: `${LogLevel}`, message) => log[levels[level]](message))

function taskList(sql: Sql): TaskList {
  const list: TaskList = {}
  for (const [name, task] of Object.entries(tasks)) {
    // The payload was written by addJob, which knows its type by the task's name.
    list[name] = (payload) => task(sql, payload as Parameters<typeof task>[1])
  }
  for (const [name, { task }] of Object.entries(scheduled)) list[name] = () => task(sql)
  return list
}
