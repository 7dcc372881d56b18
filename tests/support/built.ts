import { execFileSync } from 'node:child_process'
import { inject } from 'vitest'
import { connect } from '#lib/server/db/pool.ts'

/** Builds the pages when their sources have changed; of the test files that ask, one at a time. */
export async function ensureBuilt(): Promise<void> {
  const cluster = connect(inject('clusterUrl'), { max: 1 })
  try {
    await cluster`select pg_advisory_lock(2)`
    execFileSync('node', ['src/cli/bootstrap.cjs', '--build'], { stdio: 'ignore' })
  } finally {
    await cluster.end()
  }
}
