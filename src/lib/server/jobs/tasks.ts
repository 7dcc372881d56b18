import type { Sql } from '../db/pool.ts'
import type { JobName, Jobs } from '../store/job.ts'
import { applyImport } from './tasks/apply-import.ts'
import { readImport } from './tasks/read-import.ts'
import { resumeImports } from './tasks/resume-imports.ts'
import { sweepExpired } from './tasks/sweep-expired.ts'

type Task<Payload> = (sql: Sql, payload: Payload) => Promise<void>

/** What the queue can do. Every task may be run again, or twice at once, without harm. */
export const tasks: { [Name in JobName]: Task<Jobs[Name]> } = {
  'read-import': readImport,
  'apply-import': applyImport,
}

/** What is done by the clock, on one node: when, as cron says it (minute hour day month weekday, UTC). */
export const scheduled: Record<string, { at: string; task: (sql: Sql) => Promise<void> }> = {
  'resume-imports': { at: '* * * * *', task: resumeImports },
  'sweep-expired': { at: '17 * * * *', task: sweepExpired },
}
